package io.mallguard.service.http;

import io.mallguard.features.problem.Problem;
import java.util.List;

/** Ends a request with a refusal. */
final class RefusedException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  private final Refusal refusal;
  private final String detail;
  private final transient List<Problem> problems;

  RefusedException(Refusal refusal, String detail, List<Problem> problems) {
    super(refusal.code());
    this.refusal = refusal;
    this.detail = detail;
    this.problems = List.copyOf(problems);
  }

  static RefusedException of(Refusal refusal, String detail) {
    return new RefusedException(refusal, detail, List.of());
  }

  /** For the place in the request that is wrong. */
  static RefusedException at(Refusal refusal, String pointer, String code, String legal) {
    return new RefusedException(
        refusal, refusal.title(), List.of(new Problem(pointer, code, "", legal)));
  }

  Refusal refusal() {
    return refusal;
  }

  String detail() {
    return detail;
  }

  List<Problem> problems() {
    return problems;
  }
}
