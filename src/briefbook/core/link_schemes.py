"""The schemes of addresses that a reader's programs open without running anything."""

from __future__ import annotations

#: Most of those that the HTML standard lets a site open (“safelisted schemes”).
LINK_SCHEMES = frozenset(
    {"ftp", "geo", "http", "https", "irc", "ircs", "magnet", "mailto", "matrix", "news",
     "sftp", "sip", "sms", "tel", "urn", "webcal", "xmpp"}
)  # fmt: skip
