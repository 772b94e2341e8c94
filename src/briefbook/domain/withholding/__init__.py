"""What ``{only}`` and ``{ifconfig}`` withhold from a build is not read at all."""
