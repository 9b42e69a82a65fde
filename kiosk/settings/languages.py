"""What the patient's glass can speak beside Japanese and English."""

from __future__ import annotations

from collections.abc import Mapping

FURTHER: Mapping[str, str] = {
    "zh-Hans": "简体中文",
    "zh-Hant": "繁體中文",
    "ko": "한국어",
    "es": "Español",
    "pt": "Português",
    "vi": "Tiếng Việt",
}
"""What the glass speaks too, where the clinic turns it on (`web.languages`): nobody whose language it is has read it yet."""
