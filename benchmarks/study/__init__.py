"""The study: the paper's 27 runs on the embedded task, with seeds and intervals, through server, queue and workers."""
