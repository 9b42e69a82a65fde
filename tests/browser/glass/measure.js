// What stands on a screen, in CSS pixels: millimetres are made of it in Python. Evaluated in the page.
() => {
  const screen = document.querySelector(".screen");
  const stage = screen.querySelector(".stage").getBoundingClientRect();
  const dialog = document.querySelector("dialog[open]");
  const within = dialog ?? screen;
  const shown = (each) => each.checkVisibility() && !each.closest(".unseen, option") && (dialog || !each.closest("dialog"));
  const named = (each) => `${each.tagName.toLowerCase()}.${each.className} ${each.textContent.trim().replace(/\s+/g, " ").slice(0, 16)}`;
  const box = (each) => {
    const { left, top, right, bottom } = each.getBoundingClientRect();
    return { name: named(each), left, top, right, bottom };
  };
  const seen = [...within.querySelectorAll("*")].filter((each) => shown(each) && !each.closest("svg *, rt, rp"));
  const own = (each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.textContent.trim());
  const size = (each) => parseFloat(getComputedStyle(each).fontSize);
  const texts = seen.filter(own);
  const block = (each) => (/^(inline|ruby)/.test(getComputedStyle(each).display) && each.parentElement && !each.matches("button") ? block(each.parentElement) : each);
  const blocks = new Map();
  const lines = texts.filter((each) => each.closest(".stage, dialog")).flatMap((each) => {
    const inside = block(each);
    blocks.set(inside, blocks.get(inside) ?? blocks.size);
    return [...each.childNodes].filter((node) => node.nodeType === 3 && node.textContent.trim()).flatMap((node) => {
      const range = document.createRange();
      range.selectNodeContents(node);
      return [...range.getClientRects()].map(({ left, top, right, bottom }) => ({ name: named(each), block: blocks.get(inside), left, top, right, bottom }));
    });
  });
  const targets = seen.filter((each) => each.matches("button, .tick, a"));
  const answers = (each) => {
    const { left, top, width, height } = each.getBoundingClientRect();
    const at = document.elementFromPoint(left + width / 2, top + height / 2);
    return at !== null && (each.contains(at) || at.closest("button, .tick, a") === each);
  };
  return {
    scrolls: document.scrollingElement.scrollHeight > innerHeight || document.scrollingElement.scrollWidth > innerWidth,
    stage: { left: stage.left, top: stage.top, right: stage.right, bottom: stage.bottom },
    window: { left: 0, top: 0, right: innerWidth, bottom: innerHeight },
    inside: seen.filter((each) => each.closest(".stage") && !dialog).map(box),
    all: seen.filter((each) => each.getBoundingClientRect().width > 0).map(box),
    cut: seen.filter((each) => each.matches("button, .tick, .banner, dd, h1, h2, p") && (each.scrollWidth > each.clientWidth + 1 && each.clientWidth > 0)).map(named),
    deaf: targets.filter((each) => !answers(each)).map(named),
    lines,
    targets: targets.map((each) => ({
      ...box(each), key: each.matches(".keypad [data-digit]"), staff: !!each.closest(".staff .letters, .staff"), disabled: !!each.disabled,
    })),
    texts: texts.map((each) => ({ name: named(each), size: size(each) })),
    readings: [...within.querySelectorAll("rt")].filter(shown).map((each) => ({ name: named(each), size: size(each) })),
    ink: [...within.querySelectorAll("canvas")].filter(shown).map(box),
    more: !screen.querySelector(".turns").hidden && !screen.querySelector("[data-turns-parts='1']").hidden,
    frame: [...screen.querySelectorAll(".bar > *")].map(box),
  };
}
