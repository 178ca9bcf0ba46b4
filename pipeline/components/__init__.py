"""One room per stage: quotations → cues → claims → speakers → stances."""
