"""The engines that sample completions, one per file, behind the protocol in `text.rollout`."""
