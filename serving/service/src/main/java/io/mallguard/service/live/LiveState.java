package io.mallguard.service.live;

/** Whether events are taken. */
public enum LiveState {
  /** Not yet: the log is being folded. */
  STARTING,
  /** Yes. */
  READY,
  /** Not now: a write failed and the fold is rebuilt. */
  RECOVERING,
  /** No more. */
  DRAINING
}
