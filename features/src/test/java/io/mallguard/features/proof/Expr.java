package io.mallguard.features.proof;

import io.mallguard.features.proof.Names.Word;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An expression that can say itself in a spec's language and in SQL, and what it means. */
sealed interface Expr {
  /** As written in a spec. */
  String text();

  /** As written in SQL, if {@link #isSql()}. */
  String sql();

  /** Its value: a Long, Double, Boolean, String or {@link Word}, or null if absent. */
  @Nullable Object at(Names names);

  /** The names it reads. */
  Stream<String> names();

  /** Whether SQL can say it over the columns of an event. */
  default boolean isSql() {
    return names().noneMatch(name -> name.contains("."));
  }

  /** Whether it holds; absent is false. */
  default boolean holds(Names names) {
    return Boolean.TRUE.equals(at(names));
  }

  /** Its whole number, or null if absent: reals are floored, words are their ordinal. */
  default @Nullable Long whole(Names names) {
    return whole(at(names));
  }

  /** See {@link #whole(Names)}. */
  static @Nullable Long whole(@Nullable Object value) {
    if (value instanceof Long number) {
      return number;
    }
    if (value instanceof Boolean yes) {
      return yes ? 1L : 0L;
    }
    if (value instanceof Word word) {
      return word.ordinal();
    }
    if (value instanceof Double real) {
      return real.isNaN() || real.isInfinite() ? null : Long.valueOf((long) StrictMath.floor(real));
    }
    return null;
  }

  /** A value as a real, NaN if absent. */
  static double real(@Nullable Object value) {
    if (value instanceof Double real) {
      return real;
    }
    Long whole = whole(value);
    return whole == null ? Double.NaN : (double) whole;
  }

  /** A field, a mark, a look-up's field or a column. */
  record Name(String text) implements Expr {
    @Override
    public String sql() {
      return text;
    }

    @Override
    public @Nullable Object at(Names names) {
      return names.value(text);
    }

    @Override
    public Stream<String> names() {
      return Stream.of(text);
    }
  }

  /** A named filter of the spec. */
  record Filter(String text, Expr condition) implements Expr {
    @Override
    public String sql() {
      return condition.sql();
    }

    @Override
    public @Nullable Object at(Names names) {
      return condition.at(names);
    }

    @Override
    public Stream<String> names() {
      return condition.names();
    }

    @Override
    public boolean isSql() {
      return condition.isSql();
    }
  }

  /** A constant: a Long, Double or Word. */
  record Constant(Object value, String text) implements Expr {
    @Override
    public String sql() {
      return value instanceof Word ? text : value.toString();
    }

    @Override
    public Object at(Names names) {
      return value;
    }

    @Override
    public Stream<String> names() {
      return Stream.of();
    }
  }

  /** An operator of two sides. */
  record Binary(String operator, Expr left, Expr right) implements Expr {
    @Override
    public String text() {
      return "(" + left.text() + " " + operator + " " + right.text() + ")";
    }

    @Override
    public String sql() {
      String word =
          switch (operator) {
            case "&&" -> "AND";
            case "||" -> "OR";
            case "==" -> "=";
            case "!=" -> "<>";
            default -> operator;
          };
      return "(" + left.sql() + " " + word + " " + right.sql() + ")";
    }

    @Override
    public @Nullable Object at(Names names) {
      return switch (operator) {
        case "&&" -> left.holds(names) && right.holds(names);
        case "||" -> left.holds(names) || right.holds(names);
        default -> Operators.of(operator, left.at(names), right.at(names));
      };
    }

    @Override
    public Stream<String> names() {
      return Stream.concat(left.names(), right.names());
    }

    @Override
    public boolean isSql() {
      return left.isSql() && right.isSql();
    }
  }

  /** Whether a value is one of some words. */
  record In(Expr value, List<Word> words) implements Expr {
    @Override
    public String text() {
      return value.text() + " in [" + list() + "]";
    }

    @Override
    public String sql() {
      return value.sql() + " IN (" + list() + ")";
    }

    private String list() {
      return words.stream().map(w -> "'" + w.text() + "'").collect(Collectors.joining(", "));
    }

    @Override
    public Object at(Names names) {
      Object found = value.at(names);
      return found != null && words.contains(found);
    }

    @Override
    public Stream<String> names() {
      return value.names();
    }
  }

  /** A choice. */
  record Choice(Expr condition, Expr yes, Expr no) implements Expr {
    @Override
    public String text() {
      return "(" + condition.text() + " ? " + yes.text() + " : " + no.text() + ")";
    }

    @Override
    public String sql() {
      throw new UnsupportedOperationException("no SQL for " + text());
    }

    @Override
    public @Nullable Object at(Names names) {
      return condition.holds(names) ? yes.at(names) : no.at(names);
    }

    @Override
    public Stream<String> names() {
      return Stream.of(condition, yes, no).flatMap(Expr::names);
    }

    @Override
    public boolean isSql() {
      return false;
    }
  }

  /** A function. */
  record Call(String function, List<Expr> arguments) implements Expr {
    @Override
    public String text() {
      return arguments.stream()
          .map(Expr::text)
          .collect(Collectors.joining(", ", function.toLowerCase(Locale.ROOT) + "(", ")"));
    }

    @Override
    public String sql() {
      // The zone of all worlds has been eight hours ahead since 1991.
      return "(((" + arguments.get(0).sql() + " // 1000 + 28800) % 86400) // 3600)";
    }

    @Override
    public @Nullable Object at(Names names) {
      if (function.equals("known")) {
        return names.known(((Name) arguments.get(0)).text());
      }
      return Functions.of(function, arguments.stream().map(a -> new Value(a.at(names))).toList());
    }

    @Override
    public Stream<String> names() {
      return function.equals("known")
          ? Stream.of(((Name) arguments.get(0)).text() + ".occurred_at")
          : arguments.stream().flatMap(Expr::names);
    }

    @Override
    public boolean isSql() {
      return function.equals("local_hour") && arguments.get(0).isSql();
    }
  }

  /** A value that may be absent. */
  record Value(@Nullable Object value) {}

  /** A whole number. */
  static Expr number(long value) {
    return new Constant(value, Long.toString(value));
  }

  /** A duration. */
  static Expr duration(long millis) {
    return new Constant(millis, Span.text(millis));
  }

  /** A real number. */
  static Expr real(double value) {
    return new Constant(value, Double.toString(value));
  }

  /** An enum's word. */
  static Expr word(Word word) {
    return new Constant(word, "'" + word.text() + "'");
  }

  /** A name. */
  static Expr name(String name) {
    return new Name(name);
  }

  /** An operator of two sides. */
  static Expr binary(Expr left, String operator, Expr right) {
    return new Binary(operator, left, right);
  }

  /** A function. */
  static Expr call(String function, Expr... arguments) {
    return new Call(function, List.of(arguments));
  }
}
