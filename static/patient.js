// The patient page: shows the screen of the moment, sends each press once, and says so when the desk must help.

import { dress, wireDisplay } from "./display.js";
import { follow } from "./feed.js";
import { fit, wireParts } from "./fitting.js";
import { shown, wireKeys } from "./keys.js";
import { begun, wireMoving } from "./moving.js";
import { firstPage, wirePages } from "./pages.js";
import { drawn, wireSignature } from "./signature.js";
import { wireSteppers } from "./steppers.js";
import { readOut } from "./voice.js";

const GONE_AFTER_MS = 3000;
const TRY_AGAIN_MS = 2000;
const FORGET_MS = 60000;
const PICTURE_MS = 50;
const TOO_LATE = 403;
const NOT_TAKEN = 422;

const root = document.getElementById("screen");
const token = document.querySelector("meta[name=csrf-token]").content;
const preview = document.body.dataset.preview === "yes";

let key = "";
let started = 0;
let taken = 0;
let sending = false;
let missed = false;
let overAt = Infinity;
let goneTimer = 0;
let retryTimer = 0;
let forgetTimer = 0;
let overTimer = 0;

function take(number, response, html, { wished, pressed }) {
  // An answer that was overtaken by the answer to a later request tells of the past.
  if (number < taken) {
    return;
  }
  taken = number;
  const left = response.headers.get("Seconds-Left");
  overAt = left ? performance.now() + Number(left) * 1000 : Infinity;
  const before = key;
  key = response.headers.get("Screen-Key");
  if (wished && dress(root, html)) {
    root.inert = false;
    readOut(root);
  } else if (response.status === NOT_TAKEN || key !== before) {
    swap(html);
  } else {
    // News that changes nothing here takes no sheet away from under a hand.
    if (pressed) {
      root.querySelector("dialog[open]")?.close();
    }
    root.inert = false;
  }
}

function swap(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  root.replaceChildren(...page.body.childNodes);
  root.inert = false;
  begin();
}

function begin() {
  const screen = root.querySelector(".screen");
  document.documentElement.lang = screen.lang;
  firstPage(root);
  for (const field of root.querySelectorAll("[data-needs]")) {
    shown(root, field);
  }
  drawn(root);
  fit(root);
  begun(root)?.focus({ preventScroll: true });
  clearTimeout(forgetTimer);
  if (screen.dataset.forgets) {
    forgetTimer = setTimeout(() => send("/wish/usual", new URLSearchParams()), FORGET_MS);
  }
  clearTimeout(overTimer);
  if (screen.dataset.until && Number.isFinite(overAt)) {
    overTimer = setTimeout(refresh, overAt - performance.now() + 500);
  }
  look();
  readOut(root);
}

async function asked(path, request) {
  const number = ++started;
  try {
    const response = await fetch(path, { cache: "no-store", ...request });
    if (response.status === TOO_LATE) {
      location.replace("/");
      return;
    }
    if (response.ok || response.status === NOT_TAKEN) {
      const how = { wished: path.startsWith("/wish/"), pressed: request.method === "POST" };
      take(number, response, await response.text(), how);
      here();
      return;
    }
  } catch {
    // Refused or cut: the same as an answer that is none.
  }
  retry();
}

// One timer however often it failed: a server that comes back after an hour must not meet a crowd.
function retry() {
  away();
  retryTimer ||= setTimeout(() => {
    retryTimer = 0;
    refresh();
  }, TRY_AGAIN_MS);
}

// While a press is on its way, its answer is the news; what came meanwhile is asked for afterwards.
function refresh() {
  missed = sending;
  return sending ? undefined : asked("/screen", {});
}

async function send(path, body) {
  if (sending || preview) {
    return;
  }
  sending = true;
  root.inert = true;
  await asked(path, { method: "POST", body, headers: { "X-CSRF-Token": token } });
  sending = false;
  root.inert = false;
  if (missed) {
    refresh();
  }
}

function away() {
  goneTimer ||= setTimeout(() => showGone(true), GONE_AFTER_MS);
}

function here() {
  clearTimeout(goneTimer);
  goneTimer = 0;
  showGone(false);
}

function showGone(gone) {
  document.getElementById("gone").hidden = !gone;
  root.hidden = gone;
}

function warn() {
  const screen = root.querySelector(".screen");
  const dialog = root.querySelector("dialog.more-time");
  if (!screen || !dialog || dialog.open) {
    return;
  }
  if (overAt - performance.now() <= (Number(screen.dataset.wait) * 1000) / 2) {
    dialog.showModal();
  }
}

function look() {
  const live = root.querySelector("img[data-live]");
  if (!live || preview) {
    return;
  }
  const next = () => {
    if (live.isConnected) {
      live.src = `${live.dataset.live}?${Math.round(performance.now())}`;
    }
  };
  live.onload = () => {
    live.hidden = false;
    setTimeout(next, PICTURE_MS);
  };
  live.onerror = () => setTimeout(next, TRY_AGAIN_MS);
  next();
}

root.addEventListener("submit", (event) => {
  event.preventDefault();
  send(new URL(event.target.action).pathname, new URLSearchParams(new FormData(event.target)));
});
document.addEventListener("contextmenu", (event) => event.preventDefault());
// A page out of the browser's own store would show somebody's visit again.
addEventListener("pageshow", (event) => event.persisted && location.reload());
history.replaceState(null, "", location.pathname);

wireKeys(root);
wirePages(root);
wireSignature(root);
wireSteppers(root);
wireParts(root);
wireDisplay(root);
wireMoving(root);
if (preview) {
  begin();
} else {
  setInterval(warn, 500);
  refresh();
  follow({
    onRevision: refresh,
    // No stream, perhaps for want of a place: the page asks by itself until there is one.
    onLost: retry,
    onBack: here,
  });
}
