// Reads a screen out, sentence by sentence. What is private goes to the headphones that the clinic named, or nowhere.

const SOUNDS = "/voice/";
let turn = 0;
let playing = null;

// An output device by its name; null where there is none of that name.
async function device(name) {
  if (!name || !navigator.mediaDevices?.enumerateDevices) return null;
  const found = await navigator.mediaDevices.enumerateDevices();
  return found.find((each) => each.kind === "audiooutput" && each.label === name)?.deviceId ?? null;
}

async function play(name, headphones) {
  const sound = new Audio(SOUNDS + name);
  if (headphones) await sound.setSinkId(headphones);
  playing = sound;
  await new Promise((over) => {
    sound.onended = over;
    sound.onerror = over;
    sound.onpause = over;
    sound.play().catch(over);
  });
}

export async function readOut(root) {
  const mine = ++turn;
  playing?.pause();
  const screen = root.querySelector(".screen");
  const says = screen?.dataset.says?.split(" ") ?? [];
  const headphones = says.some((each) => each.startsWith("!")) ? await device(screen.dataset.headphones) : null;
  for (const each of says) {
    if (mine !== turn) return;
    const secret = each.startsWith("!");
    if (secret && !headphones) continue;
    const name = secret ? each.slice(1) : each;
    root.dispatchEvent(new CustomEvent("said", { detail: { name, device: secret ? headphones : "loudspeaker" } }));
    await play(name, secret ? headphones : "");
  }
}
