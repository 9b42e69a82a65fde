"""axe-core over a page: WCAG 2.2 A and AA, the contrast of AAA, and best practices."""

from __future__ import annotations

from importlib.resources import files

from playwright.sync_api import Page

TAGS = ("wcag2a", "wcag2aa", "wcag2aaa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
RUN = """(tags) => axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }).then(
  ({ violations }) => violations.flatMap(({ id, help, nodes }) => nodes.map(({ html }) => `${id} (${help}): ${html.slice(0, 200)}`)))"""


def bring_axe(page: Page) -> None:
    """Put the checker into the page as it stands; a page that is loaded anew wants it again."""
    page.evaluate((files("axe_playwright_python") / "axe.min.js").read_text("utf-8"))


def findings(page: Page) -> list[str]:
    return list(page.evaluate(RUN, list(TAGS)))
