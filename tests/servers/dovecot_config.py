"""The configuration of the tests' Dovecot 2.3: everything in one folder, nothing chrooted, one user for all."""

TEMPLATE = """\
protocols = imap lmtp
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/dovecot.log
auth_verbose = yes
listen = 127.0.0.1
default_internal_user = {user}
default_internal_group = {group}
default_login_user = {user}
first_valid_uid = {uid}
last_valid_uid = {uid}
first_valid_gid = {gid}

ssl = yes
ssl_cert = <{certificate}
ssl_key = <{key}
ssl_dh =

# A passwd-file for each user: Dovecot looks at a given file once a second at most, at a new one at once.
auth_mechanisms = {mechanisms}
auth_cache_size = 0
auth_failure_delay = 0
passdb {{
  driver = passwd-file
  args = scheme=PLAIN username_format=%u {folder}/users/%u
}}
{extra_passdb}
userdb {{
  driver = passwd-file
  args = username_format=%u {folder}/users/%u
  default_fields = uid={uid} gid={gid} home={folder}/mail/%u
}}

mail_location = maildir:~/Maildir
mail_fsync = never
mail_uid = {uid}
mail_gid = {gid}
mailbox_idle_check_interval = 1 secs
mail_max_userip_connections = {max_connections}
mail_plugins = quota acl
{capability}
namespace inbox {{
  inbox = yes
  separator = {separator}
  prefix = {prefix}
  mailbox {sent} {{
    special_use = \\Sent
    auto = subscribe
  }}
  mailbox Trash {{
    special_use = \\Trash
    auto = subscribe
  }}
}}

protocol imap {{
  mail_plugins = $mail_plugins imap_quota imap_acl
}}
protocol lmtp {{
  mail_plugins = $mail_plugins {lmtp_plugins}
  postmaster_address = postmaster@test.example
}}
{submission}
lmtp_save_to_detail_mailbox = no
recipient_delimiter = +

plugin {{
  quota = count:User quota
  quota_vsizes = yes
  quota_rule = *:storage=0
  acl = vfile
  sieve = file:~/sieve;active=~/.dovecot.sieve
  sieve_vacation_min_period = 0
}}

# Without this a failed login waits for up to 15 seconds.
service anvil {{
  chroot =
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
service imap-login {{
  chroot =
  service_count = 0
  process_min_avail = 1
  inet_listener imap {{
    address = 127.0.0.1
    port = {imap_port}
  }}
  inet_listener imaps {{
    address = 127.0.0.1
    port = {imaps_port}
    ssl = yes
  }}
}}
service lmtp {{
  user = {user}
  unix_listener lmtp {{
    mode = 0
  }}
  inet_listener lmtp {{
    address = 127.0.0.1
    port = {lmtp_port}
  }}
}}
service auth {{
  user = {user}
  inet_listener {{
    address = 127.0.0.1
    port = {sasl_port}
  }}
}}
service auth-worker {{
  user = {user}
}}
"""
