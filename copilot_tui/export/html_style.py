"""The look of an exported page: light and dark by the reader's own setting, narrow enough for a phone."""

from __future__ import annotations

import base64
import hashlib
from typing import Final

STYLE: Final = """
:root { color-scheme: light dark; --ground: #fbfaf8; --raised: #f1efea; --ink: #23211e; --quiet: #6b665e;
  --line: #dcd8d0; --accent: #5a3fc0; --trouble: #a3341f; }
@media (prefers-color-scheme: dark) { :root { --ground: #17161a; --raised: #211f26; --ink: #e8e5ee;
  --quiet: #a09aab; --line: #37333f; --accent: #b9a6ff; --trouble: #ff9a80; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 48rem; padding: 1.5rem 1rem 4rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.6 system-ui, sans-serif; overflow-wrap: break-word; }
h1 { font-size: 1.5rem; line-height: 1.25; margin: 0 0 .25rem; }
h2, h3, h4, h5, h6 { font-size: 1.05rem; margin: 1.25rem 0 .5rem; }
a { color: var(--accent); }
.facts, .status, footer { color: var(--quiet); font-size: .85rem; }
.facts { margin: 0 0 .5rem; }
.turn { border-top: 1px solid var(--line); margin-top: 2rem; padding-top: .5rem; }
.question { background: var(--raised); border-radius: .5rem; padding: .6rem .9rem; white-space: pre-wrap; }
.status::before { content: "✓ "; }
.trouble { color: var(--trouble); }
figure { margin: 1rem 0; }
figcaption { color: var(--quiet); font-size: .85rem; }
pre { background: var(--raised); border-radius: .5rem; margin: .4rem 0; overflow-x: auto; padding: .75rem .9rem;
  tab-size: 4; }
code { font: .875em/1.5 ui-monospace, SFMono-Regular, Menlo, Consolas, monospace; }
:not(pre) > code { background: var(--raised); border-radius: .25rem; padding: .1em .3em; }
blockquote { border-left: 3px solid var(--line); color: var(--quiet); margin: 1rem 0; padding-left: 1rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid var(--line); padding: .3rem .6rem; }
.left { text-align: left; } .center { text-align: center; } .right { text-align: right; }
hr { border: 0; border-top: 1px solid var(--line); }
@media print { pre { white-space: pre-wrap; } }
"""


def _hash(style: str) -> str:
    return base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()


POLICY: Final = f"default-src 'none'; style-src 'sha256-{_hash(STYLE)}'; base-uri 'none'; form-action 'none'"
"""The page's Content-Security-Policy: this one style, and nothing else is loaded, run or sent."""
