"""The organization itself: founded, its settings, handed on, ended, deleted; people erased."""
