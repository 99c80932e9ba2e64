// Comfort only: every page works without this file.
"use strict";

// The button of a batch says what it will do with the exceptions chosen so far.
for (const form of document.querySelectorAll("form.batch")) {
  const button = form.querySelector("button[data-many]");
  if (!button) continue;
  const waiting = form.querySelectorAll("fieldset.own").length;
  const show = () => {
    const left = [...form.querySelectorAll("fieldset.own input[type=radio]:checked")].filter((one) => one.value === "").length;
    const words = left === 0 ? button.dataset.none : left === 1 ? button.dataset.one : button.dataset.many;
    button.textContent = words.replace("#", left);
  };
  if (waiting) {
    form.addEventListener("change", show);
    show();
  }
}

// A form is sent once, however often its button is pressed.
for (const form of document.querySelectorAll('form[method="post"]')) {
  form.addEventListener("submit", (event) => {
    if (event.submitter?.formTarget) return; // what is only shown beside may be shown again
    if (form.dataset.sent) event.preventDefault();
    form.dataset.sent = "yes";
  });
}
// A page that comes back from the browser's memory may be sent again.
window.addEventListener("pageshow", (event) => {
  if (event.persisted) for (const form of document.forms) delete form.dataset.sent;
});

// The key / leads to the search.
document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "/" && !typing) {
    const field = document.querySelector("#find");
    if (field && field.offsetParent) {
      event.preventDefault();
      field.focus();
    }
  }
});

// Keys that act by themselves can be switched off, for voices and screen readers that type letters.
const SWITCH = "mailbot-keys";
const keysAreOff = () => {
  try {
    return localStorage.getItem(SWITCH) === "off";
  } catch {
    return false;
  }
};
for (const button of document.querySelectorAll("button[data-keys]")) {
  const say = () => {
    button.textContent = keysAreOff() ? button.dataset.on : button.dataset.off;
  };
  button.addEventListener("click", () => {
    try {
      localStorage.setItem(SWITCH, keysAreOff() ? "on" : "off");
    } catch {
      // A browser that keeps nothing leaves them on.
    }
    say();
  });
  button.hidden = false;
  say();
}

// One key decides about a message: the one written on the button; or leads to a field.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || keysAreOff() || event.target.closest("input, select, textarea")) return;
  const key = event.key.toLowerCase();
  if (!/^[a-z]$/.test(key)) return;
  const button = document.querySelector(`[data-key="${key}"]`);
  const field = document.querySelector(`[data-focus="${key}"]`);
  if (button || field) event.preventDefault();
  if (button) {
    const fold = button.closest("details");
    if (fold) fold.open = true;
    button.click();
  } else if (field) field.focus();
});

// A page about work that goes on shows itself anew, unless somebody is at one of its buttons or has left it.
for (const part of document.querySelectorAll("[data-again]")) {
  const again = () => {
    const busy = document.hidden || part.contains(document.activeElement);
    if (busy) setTimeout(again, 1000);
    else location.reload();
  };
  setTimeout(again, 1000 * Number(part.dataset.again));
}

// A text that is being written shows itself as it will look, a moment after the last key. Each picture comes into a frame
// of its own, so that the browser's way back still leads to the page before.
for (const button of document.querySelectorAll("button[data-live]")) {
  const form = button.form;
  let waiting = 0;
  let loading = false;
  const name = button.formTarget;
  let count = 0;
  const show = () => {
    if (loading) return;
    const old = form.querySelector("iframe");
    const fresh = old.cloneNode();
    fresh.removeAttribute("src");
    delete fresh.dataset.asked;
    fresh.classList.add("coming");
    count += 1;
    fresh.name = `${name}-${count}`; // a frame keeps the name under which it was opened: each has its own
    old.after(fresh);
    loading = true;
    fresh.addEventListener("load", () => {
      if (fresh.dataset.asked !== "yes") return;
      loading = false;
      old.remove();
      fresh.classList.remove("coming");
      if (form.dataset.again === "yes") ask();
    });
    fresh.dataset.asked = "yes";
    form.dataset.again = "";
    button.formTarget = fresh.name;
    form.requestSubmit(button);
  };
  const ask = () => {
    clearTimeout(waiting);
    if (loading) form.dataset.again = "yes";
    else waiting = setTimeout(show, 500);
  };
  form.addEventListener("input", (event) => {
    if (event.target.name === "typed") ask();
  });
  form.addEventListener("change", (event) => {
    if (event.target.name === "on" || event.target.name === "view") ask();
  });
}

// What a text may say is put where the writer was.
for (const button of document.querySelectorAll("button[data-insert]")) {
  const field = document.querySelector("#typed");
  if (!field) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    field.focus();
    field.setRangeText(button.dataset.insert, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
}
