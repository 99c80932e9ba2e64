"""format=flowed text (RFC 3676) as the paragraphs that were typed."""

from __future__ import annotations

MAX_LINES = 20_000


def unflow(text: str, *, delsp: bool = False) -> str:
    """Join soft-broken lines of the same quote depth; `-- ` stays a signature mark."""
    out: list[str] = []
    open_depth: int | None = None
    for line in text.splitlines()[:MAX_LINES]:
        depth, content = _quote_depth(line)
        soft = content.endswith(" ") and content != "-- "
        if soft and delsp:
            content = content[:-1]
        if open_depth == depth and out and content != "-- ":
            out[-1] += content
        else:
            out.append(_quoted(depth, content))
        open_depth = depth if soft else None
    return "\n".join(out)


def _quote_depth(line: str) -> tuple[int, str]:
    depth = 0
    while depth < len(line) and depth < 50 and line[depth] == ">":
        depth += 1
    content = line[depth:]
    return depth, content[1:] if content.startswith(" ") else content


def _quoted(depth: int, content: str) -> str:
    return f"{'>' * depth} {content}" if depth else content
