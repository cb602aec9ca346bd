"""Preferences between accuracy, conciseness and clarity; the first three are from arXiv 2509.11452."""

ACCURACY_FOCUSED = {"accuracy": 0.5, "conciseness": 0.25, "clarity": 0.25}
BALANCED = {"accuracy": 0.334, "conciseness": 0.333, "clarity": 0.333}
EFFICIENCY_FOCUSED = {"accuracy": 0.25, "conciseness": 0.375, "clarity": 0.375}
CLARITY_FOCUSED = {"accuracy": 0.25, "conciseness": 0.15, "clarity": 0.6}

PUBLISHED = {
    "accuracy-focused": ACCURACY_FOCUSED,
    "balanced": BALANCED,
    "efficiency-focused": EFFICIENCY_FOCUSED,
}
