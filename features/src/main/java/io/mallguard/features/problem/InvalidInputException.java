package io.mallguard.features.problem;

import java.util.List;
import java.util.stream.Collectors;

/** An input that can't be used, with all its problems. A command answers it with exit code 2. */
public final class InvalidInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  private final String subject;
  private final transient List<Problem> problems;
  private final long count;

  /**
   * An input with problems.
   *
   * @param subject what was checked, such as a file name
   * @param problems the problems, all or the first {@link Problems#MAX_KEPT}
   * @param count how many there are in all
   */
  public InvalidInputException(String subject, List<Problem> problems, long count) {
    super(render(subject, problems, count));
    this.subject = subject;
    this.problems = List.copyOf(problems);
    this.count = count;
  }

  /** An input with a single problem. */
  public static InvalidInputException of(String subject, Problem problem) {
    return new InvalidInputException(subject, List.of(problem), 1);
  }

  /** What was checked. */
  public String subject() {
    return subject;
  }

  /** The problems, all or the first {@link Problems#MAX_KEPT}. */
  public List<Problem> problems() {
    return problems;
  }

  /** How many problems there are in all. */
  public long count() {
    return count;
  }

  private static String render(String subject, List<Problem> problems, long count) {
    String head = subject + ": " + count + (count == 1 ? " problem" : " problems");
    String lines = problems.stream().map(p -> "\n  " + p.line()).collect(Collectors.joining());
    String more = count > problems.size() ? "\n  and " + (count - problems.size()) + " more" : "";
    return head + lines + more;
  }
}
