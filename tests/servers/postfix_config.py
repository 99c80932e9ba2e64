"""The configuration of the tests' Postfix 3.7: fast retries, short-lived queue, nothing chrooted."""

MAIN = """\
compatibility_level = 3.6
config_directory = {folder}/etc
queue_directory = {folder}/spool
data_directory = {folder}/data
maillog_file = {folder}/mail.log
maillog_file_prefixes = /tmp
mail_owner = postfix
setgid_group = postdrop
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin

inet_interfaces = 127.0.0.1
inet_protocols = ipv4
mynetworks = 127.0.0.0/8
myhostname = {hostname}
mydestination =
alias_maps =
alias_database =
local_transport = error:5.1.1 no local delivery
notify_classes =
smtp_dns_support_level = disabled
smtp_host_lookup = native
default_transport = error:5.4.4 unknown domain
transport_maps = inline:{{ {routes} }}

virtual_mailbox_domains = {domains}
virtual_mailbox_maps = {known}
virtual_transport = lmtp:inet:127.0.0.1:{lmtp_port}
recipient_delimiter = +

smtpd_tls_security_level = may
smtpd_tls_cert_file = {certificate}
smtpd_tls_key_file = {key}
smtpd_tls_auth_only = yes
smtpd_sasl_auth_enable = yes
smtpd_sasl_type = dovecot
smtpd_sasl_path = inet:127.0.0.1:{sasl_port}
smtpd_relay_restrictions = permit_sasl_authenticated,reject
smtpd_recipient_restrictions = reject_non_fqdn_recipient
smtpd_client_connection_count_limit = 0
smtpd_error_sleep_time = 0
smtpd_peername_lookup = no
smtp_tls_security_level = none

queue_run_delay = 1s
minimal_backoff_time = 1s
maximal_backoff_time = 2s
maximal_queue_lifetime = {lifetime}
bounce_queue_lifetime = {lifetime}
delay_warning_time = {delay_warning}
smtp_connect_timeout = 3s
smtp_data_done_timeout = 5s
in_flow_delay = 0
{milter}
"""

# Port one takes the firm's mail after a login, port two takes mail from everywhere for our own domains.
MASTER = """\
127.0.0.1:{port} inet n - n - - smtpd
127.0.0.1:{mx_port} inet n - n - - smtpd
    -o smtpd_sasl_auth_enable=no
    -o smtpd_relay_restrictions=permit_auth_destination,reject
pickup    unix n - n 60 1 pickup
cleanup   unix n - n - 0 cleanup
qmgr      unix n - n 1 1 qmgr
tlsmgr    unix - - n 1000? 1 tlsmgr
rewrite   unix - - n - - trivial-rewrite
bounce    unix - - n - 0 bounce
defer     unix - - n - 0 bounce
trace     unix - - n - 0 bounce
verify    unix - - n - 1 verify
flush     unix n - n 1000? 0 flush
proxymap  unix - - n - - proxymap
proxywrite unix - - n - 1 proxymap
smtp      unix - - n - - smtp
relay     unix - - n - - smtp
showq     unix n - n - - showq
error     unix - - n - - error
retry     unix - - n - - error
discard   unix - - n - - discard
lmtp      unix - - n - - lmtp
anvil     unix - - n - 1 anvil
scache    unix - - n - 1 scache
postlog   unix-dgram n - n - 1 postlogd
"""
