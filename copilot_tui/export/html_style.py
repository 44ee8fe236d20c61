"""The look of an exported page: light and dark by the reader's own setting, narrow enough for a phone."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ground: #fcfcfd; --raised: #eceef3; --ink: #1d2230; --quiet: #5a6173;
  --line: #d9dce5; --you: #2450c4; --copilot: #7432b8; --trouble: #b81d33;
  --string: #1a6e2e; --number: #9a4a12; --type: #0f6478; }
@media (prefers-color-scheme: dark) { :root { --ground: #10131a; --raised: #1c202c; --ink: #d7dce8;
  --quiet: #8b93a7; --line: #2a3040; --you: #7aa2f7; --copilot: #bb9af7; --trouble: #f7768e;
  --string: #8fce7e; --number: #f0a06a; --type: #6cc7d8; } }
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body { margin: 0 auto; max-width: 48rem; padding: 1.5rem 1rem 3rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2, h3, h4, h5, h6 { font-size: 1.05rem; line-height: 1.4; margin: 1.25rem 0 .5rem; }
h2 small { color: var(--quiet); font-size: .85rem; font-weight: normal; margin-left: .5rem; }
.you { color: var(--you); } .copilot { color: var(--copilot); margin-top: 1.5rem; }
a { color: var(--you); text-underline-offset: .15em; }
.facts, .status, footer { color: var(--quiet); font-size: .85rem; }
.facts { margin: 0 0 .5rem; } .facts a { color: inherit; }
.turn { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .25rem; }
.question { border-inline-start: 3px solid var(--you); padding: .1rem 0; padding-inline-start: .9rem;
  white-space: pre-wrap; }
.answer > :first-child { margin-top: 0; } .answer > :last-child { margin-bottom: 0; }
.answer, figure, .status { margin: .75rem 0; }
.answer ol, .answer ul { padding-left: 1.6rem; }
.status::before { content: "✓ "; }
.trouble { color: var(--trouble); }
figcaption { color: var(--quiet); font-size: .85rem; }
pre { background: var(--raised); border-radius: .4rem; font-size: .875rem; line-height: 1.5; margin: .4rem 0;
  overflow-x: auto; padding: .75rem .9rem; tab-size: 4; }
.keyword { color: var(--copilot); } .function { color: var(--you); } .type { color: var(--type); }
.string, .success { color: var(--string); } .number { color: var(--number); } .error { color: var(--trouble); }
.comment { color: var(--quiet); font-style: italic; }
pre, code { direction: ltr; text-align: left; unicode-bidi: isolate; }
code { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
:not(pre) > code { background: var(--raised); border-radius: .25rem; font-size: .875em; padding: .1em .3em; }
blockquote { border-inline-start: 3px solid var(--line); color: var(--quiet); margin: 1rem 0;
  padding-inline-start: 1rem; }
table { border-collapse: collapse; display: block; max-width: 100%; overflow-x: auto; width: max-content; }
th, td { border-bottom: 1px solid var(--line); padding: .3rem 1rem .3rem 0; text-align: left; vertical-align: top; }
th.center, td.center { text-align: center; } th.right, td.right { text-align: right; }
hr { border: 0; border-top: 1px solid var(--line); }
footer { border-top: 1px solid var(--line); margin-top: 2.5rem; }
@media print { pre { white-space: pre-wrap; } .turn { break-inside: auto; } }
"""


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


POLICY: Final = f"default-src 'none'; style-src 'sha256-{_hash(STYLE)}'; base-uri 'none'; form-action 'none'"
"""The page's Content-Security-Policy: this one style, and nothing else is loaded, run or sent."""
