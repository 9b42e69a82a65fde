// The desk's page keeps itself current, and can be worked without a mouse.

import { follow } from "./feed.js";

const LIVE = { "X-Live": "1" };
const LOOK_MS = 20000; // also without news: a page that nobody touches must lock in time
const PICTURE_MS = 700;

const live = document.getElementById("live");
const connection = document.getElementById("connection");
let shown = Number(document.getElementById("main")?.dataset.revision ?? 0);
let asking = false;
let again = false;

// Somebody types or has opened something: new content must not pull the form away under the hands.
function isBusy() {
  const typed = [...live.querySelectorAll("input:not([type=hidden]):not([type=radio])")].some(
    (each) => each.value !== each.defaultValue,
  );
  const chosen = [...live.querySelectorAll("input[type=radio], input[type=checkbox]")].some(
    (each) => each.checked !== each.defaultChecked,
  );
  return typed || chosen || live.querySelector("details[open]") !== null;
}

async function renew() {
  // What happened while an answer was under way is not in it: ask once more.
  again = asking;
  if (asking) return;
  asking = true;
  try {
    const headers = { ...LIVE, "X-Have": have() };
    const answer = await fetch(live.dataset.live, { headers, redirect: "manual" });
    if (answer.status === 401) {
      location.reload();
      return;
    }
    if (answer.ok) placeUnlessBusy(await answer.text());
  } finally {
    asking = false;
  }
  if (again) await renew();
}

// Rows that stand here and say still what they said are not sent again.
const MOST_ROWS = 300;
function have() {
  const rows = [...live.querySelectorAll("tr[data-mark]")].slice(0, MOST_ROWS);
  return rows.map((row) => `${row.dataset.row}=${row.dataset.mark}`).join(",");
}

// Somebody may have begun to write, or opened a part of the page, while the answer was under way.
function placeUnlessBusy(html) {
  const newer = document.getElementById("newer");
  if (newer && isBusy()) newer.hidden = false;
  else place(html);
}

function place(html) {
  const held = document.activeElement?.closest?.("a.row-link, a, button");
  const at = held && live.contains(held) ? held.getAttribute("href") : null;
  const rows = new Map([...live.querySelectorAll("tr[data-row]")].map((row) => [row.dataset.row, row]));
  const news = document.createElement("template");
  news.innerHTML = html;
  for (const same of news.content.querySelectorAll("tr[data-same]")) same.replaceWith(rows.get(same.dataset.same));
  live.replaceChildren(news.content);
  queueChanged();
  if (at) live.querySelector(`a[href="${CSS.escape(at)}"]`)?.focus();
}

// -- the queue: found by number or name, counted in the title, heard when somebody waits for staff ----------------

const find = document.getElementById("find");
const sound = document.getElementById("sound");
const SOUND = "desk.sound";
let called = null;

function queueChanged() {
  const waits = document.getElementById("waits")?.dataset.waits;
  if (waits === undefined) return;
  document.title = document.title.replace(/^(\(\d+\)\s*)?/, waits === "0" ? "" : `(${waits}) `);
  showFound();
  const calling = new Set([...live.querySelectorAll("tr[data-wants]")].map((row) => row.dataset.row));
  if (called && sound?.checked && [...calling].some((each) => !called.has(each))) ring();
  called = calling;
}

const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/\s/g, "");

function showFound() {
  const wanted = folded(find?.value ?? "");
  for (const each of document.querySelectorAll("[data-find]")) {
    each.hidden = !folded(each.dataset.find).includes(wanted);
  }
}

function ring() {
  const audio = new AudioContext();
  for (const [at, pitch] of [[0, 880], [0.25, 660]]) {
    const tone = audio.createOscillator();
    const loud = audio.createGain();
    tone.frequency.value = pitch;
    loud.gain.value = 0.15;
    tone.connect(loud).connect(audio.destination);
    tone.start(audio.currentTime + at);
    tone.stop(audio.currentTime + at + 0.2);
  }
  document.body.dataset.rang = String(Number(document.body.dataset.rang ?? 0) + 1);
}

find?.addEventListener("input", showFound);
if (sound) {
  sound.checked = localStorage.getItem(SOUND) !== "off";
  sound.addEventListener("change", () => localStorage.setItem(SOUND, sound.checked ? "on" : "off"));
}

function onNews(revision) {
  if (revision === shown) return;
  shown = revision;
  const newer = document.getElementById("newer");
  if (newer && isBusy()) {
    newer.hidden = false;
    return;
  }
  renew();
}

if (live) {
  follow({
    onRevision: onNews,
    onLost: () => (connection.hidden = false),
    onBack: () => (connection.hidden = true),
  });
  setInterval(() => (isBusy() ? look() : renew()), LOOK_MS);
} else {
  setInterval(look, LOOK_MS);
}

// Only whether this screen is locked meanwhile.
async function look() {
  const where = live ? live.dataset.live : document.body.dataset.look;
  if (!where) return;
  const answer = await fetch(where, { headers: LIVE, redirect: "manual" });
  if (answer.status === 401) location.reload();
}

// -- keyboard and mouse ------------------------------------------------------------------------------------------

document.addEventListener("keydown", (event) => {
  if (event.target.closest("input, select, textarea") || event.ctrlKey || event.metaKey || event.altKey) return;
  const way = document.querySelector(`[data-key="${CSS.escape(event.key.toLowerCase())}"]`);
  if (way?.matches("input")) {
    way.focus();
    event.preventDefault();
  } else if (way) way.click();
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    const links = [...document.querySelectorAll(".row-link")];
    if (!links.length) return;
    const at = links.indexOf(document.activeElement);
    links[Math.max(0, Math.min(links.length - 1, at + (event.key === "ArrowDown" ? 1 : -1)))].focus();
    event.preventDefault();
  }
});

document.addEventListener("click", (event) => {
  const row = event.target.closest("tr[data-href]");
  if (row && !event.target.closest("a, button")) location.assign(row.dataset.href);
});

if (live) queueChanged();

// The second keying is worth nothing when it is a copy of the first.
document.addEventListener("paste", (event) => {
  if (event.target.closest("[data-no-paste]")) event.preventDefault();
});

// A field for the receipt computer. Without the clipboard (a page without TLS) the text is marked, to be copied by keys.
document.addEventListener("click", async (event) => {
  const copy = event.target.closest("[data-copy]");
  if (!copy) return;
  const said = copy.closest(".copied");
  if (navigator.clipboard) {
    await navigator.clipboard.writeText(copy.dataset.copy);
    said.querySelector("[data-copied]").textContent = said.querySelector("[data-copied-says]").textContent;
  } else {
    getSelection().selectAllChildren(copy.parentElement.querySelector("strong") ?? said);
  }
});

// One press, one act.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.dataset.sent) event.preventDefault();
  form.dataset.sent = "yes";
});

for (const picture of document.querySelectorAll("img[data-renew]")) {
  const source = picture.getAttribute("src");
  let turn = 0;
  setInterval(() => {
    if (picture.complete) picture.src = `${source}?${(turn += 1)}`;
  }, PICTURE_MS);
}
