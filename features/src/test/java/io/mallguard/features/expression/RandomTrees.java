package io.mallguard.features.expression;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Random typed expressions over the names of {@link Sample}. */
final class RandomTrees {
  private static final List<String> WHOLES =
      List.of(
          "0",
          "1",
          "2",
          "3",
          "7",
          "100",
          "250",
          "-1",
          "-7",
          "9007199254740993",
          "9223372036854775807",
          "-9223372036854775807",
          "-9223372036854775808",
          "4611686018427387904");
  private static final List<String> REALS =
      List.of(
          "0.0", "-0.0", "1.0", "0.5", "-2.5", "250.0", "1e300", "-1e300", "1e-320", "9.3e18",
          "nan");
  private static final List<String> DURATIONS = List.of("7d", "48h", "10m", "30s");
  private static final List<String> WORDS =
      List.of("physical", "gift_card", "SHA", "LAX", "NIL", "");
  private static final List<String> COMPARISONS = List.of("==", "!=", "<", "<=", ">", ">=");

  private final SplittableRandom random;
  private final List<String> filters;

  RandomTrees(SplittableRandom random, List<String> filters) {
    this.random = random;
    this.filters = filters;
  }

  Tree next(TreeType type, int depth) {
    return switch (type) {
      case BOOL -> bool(depth);
      case WHOLE -> whole(depth);
      case REAL -> real(depth);
      case TEXT -> text(depth);
    };
  }

  private String oneOf(List<String> words) {
    return words.get(random.nextInt(words.size()));
  }

  private Tree name(TreeType type, List<String> names) {
    return Tree.leaf(type, "name", oneOf(names));
  }

  private Tree bool(int depth) {
    if (depth == 0) {
      return switch (random.nextInt(8)) {
        case 0 -> Tree.leaf(TreeType.BOOL, "constant", oneOf(List.of("true", "false")));
        case 1, 2 -> name(TreeType.BOOL, Sample.MARKS);
        case 3 ->
            filters.isEmpty() ? name(TreeType.BOOL, Sample.BOOLS) : name(TreeType.BOOL, filters);
        case 4 -> Tree.of(TreeType.BOOL, "known", Tree.leaf(TreeType.BOOL, "name", "order"));
        default -> name(TreeType.BOOL, Sample.BOOLS);
      };
    }
    int d = random.nextInt(depth);
    return switch (random.nextInt(12)) {
      case 0, 1 -> Tree.of(TreeType.BOOL, "&&", bool(d), bool(random.nextInt(depth)));
      case 2, 3 -> Tree.of(TreeType.BOOL, "||", bool(d), bool(random.nextInt(depth)));
      case 4 -> Tree.of(TreeType.BOOL, "!", bool(d));
      case 5 -> Tree.of(TreeType.BOOL, "?", bool(d), bool(d), bool(random.nextInt(depth)));
      case 6 ->
          Tree.of(TreeType.BOOL, oneOf(List.of("==", "!=")), bool(d), bool(random.nextInt(depth)));
      case 7 -> texts(text(d), text(random.nextInt(depth)));
      case 8 -> Tree.of(TreeType.BOOL, "is_nan", next(TreeType.any(random), d));
      case 9 -> in(d);
      default ->
          Tree.of(TreeType.BOOL, oneOf(COMPARISONS), number(d), number(random.nextInt(depth)));
    };
  }

  private Tree texts(Tree a, Tree b) {
    Tree left = fitting(a, b);
    return Tree.of(TreeType.BOOL, oneOf(List.of("==", "!=")), left, fitting(b, left));
  }

  /** A constant beside an enum field must be one of its words. */
  private Tree fitting(Tree tree, Tree beside) {
    List<String> words =
        switch (beside.word()) {
          case "kind" -> Sample.KINDS;
          case "order.source" -> Sample.SOURCES;
          default -> List.of();
        };
    return tree.operator().equals("constant") && !words.isEmpty()
        ? Tree.leaf(TreeType.TEXT, "constant", "'" + oneOf(words) + "'")
        : tree;
  }

  private Tree in(int depth) {
    TreeType type = TreeType.any(random);
    List<Tree> parts = new ArrayList<>();
    parts.add(next(type, depth));
    boolean mixes = type == TreeType.WHOLE || type == TreeType.REAL;
    for (int i = random.nextInt(4); i >= 0; i--) {
      int d = random.nextInt(3) == 0 ? depth : 0;
      Tree value = mixes && random.nextInt(4) == 0 ? number(d) : next(type, d);
      parts.add(fitting(value, parts.get(0)));
    }
    return new Tree(TreeType.BOOL, "in", parts, "");
  }

  private Tree number(int depth) {
    return random.nextBoolean() ? whole(depth) : real(depth);
  }

  private Tree whole(int depth) {
    if (depth == 0) {
      return switch (random.nextInt(6)) {
        case 0 -> Tree.leaf(TreeType.WHOLE, "constant", oneOf(WHOLES));
        case 1 -> Tree.leaf(TreeType.WHOLE, "duration", oneOf(DURATIONS));
        case 2 ->
            Tree.of(
                TreeType.WHOLE,
                "code",
                Tree.leaf(TreeType.TEXT, "name", oneOf(List.of("kind", "order.source"))));
        default -> name(TreeType.WHOLE, Sample.WHOLES);
      };
    }
    int d = random.nextInt(depth);
    return switch (random.nextInt(14)) {
      case 0 -> Tree.of(TreeType.WHOLE, "-", whole(d));
      case 1 -> Tree.of(TreeType.WHOLE, "?", bool(d), whole(d), whole(random.nextInt(depth)));
      case 2 -> Tree.of(TreeType.WHOLE, "abs", whole(d));
      case 3 -> Tree.of(TreeType.WHOLE, oneOf(List.of("min", "max")), whole(d), whole(d), whole(0));
      case 4 ->
          Tree.of(
              TreeType.WHOLE, oneOf(List.of("local_hour", "local_weekday", "local_day")), time());
      case 5 -> Tree.of(TreeType.WHOLE, "floor", number(d));
      case 6 -> Tree.of(TreeType.WHOLE, "int", random.nextBoolean() ? number(d) : bool(d));
      case 7 -> Tree.of(TreeType.WHOLE, "first_two_digits", whole(d));
      case 8 -> Tree.of(TreeType.WHOLE, "xlogx_fixed", number(d));
      case 9 -> Tree.of(TreeType.WHOLE, "table_row", table("city"), text(d));
      default ->
          Tree.of(
              TreeType.WHOLE,
              oneOf(List.of("+", "-", "*", "/", "%")),
              whole(d),
              whole(random.nextInt(depth)));
    };
  }

  private Tree time() {
    Tree time = Tree.leaf(TreeType.WHOLE, "name", "occurred_at");
    return random.nextBoolean()
        ? time
        : Tree.of(
            TreeType.WHOLE, "-", time, Tree.leaf(TreeType.WHOLE, "duration", oneOf(DURATIONS)));
  }

  private static Tree table(String name) {
    return Tree.leaf(TreeType.TEXT, "constant", "'" + name + "'");
  }

  private Tree real(int depth) {
    if (depth == 0) {
      return switch (random.nextInt(6)) {
        case 0 -> Tree.leaf(TreeType.REAL, "constant", oneOf(REALS));
        case 1 -> Tree.of(TreeType.REAL, "tri", name(TreeType.BOOL, Sample.BOOLS));
        case 2 -> Tree.of(TreeType.REAL, "missing");
        default -> name(TreeType.REAL, Sample.COLUMNS);
      };
    }
    int d = random.nextInt(depth);
    return switch (random.nextInt(16)) {
      case 0 -> Tree.of(TreeType.REAL, "-", real(d));
      case 1 -> Tree.of(TreeType.REAL, "?", bool(d), real(d), number(random.nextInt(depth)));
      case 2 -> Tree.of(TreeType.REAL, oneOf(List.of("abs", "log", "sqrt")), real(d));
      case 3 ->
          Tree.of(
              TreeType.REAL, oneOf(List.of("min", "max")), real(d), number(random.nextInt(depth)));
      case 4 -> Tree.of(TreeType.REAL, "ratio", number(d), number(random.nextInt(depth)));
      case 5 -> Tree.of(TreeType.REAL, "shrunk", number(d), number(d), number(d), number(0));
      case 6 -> Tree.of(TreeType.REAL, "clumpiness", number(d), number(d), number(0), number(0));
      case 7 -> Tree.of(TreeType.REAL, "double", random.nextBoolean() ? number(d) : bool(d));
      case 8 -> Tree.of(TreeType.REAL, "tri", bool(d));
      case 9 -> differ(d);
      case 10 -> Tree.of(TreeType.REAL, "table", table("resale"), text(d));
      case 11 -> Tree.of(TreeType.REAL, "distance_km", table("city"), place(d), place(0));
      case 12 -> Tree.of(TreeType.REAL, oneOf(List.of("+", "-", "*", "/")), whole(d), real(d));
      default ->
          Tree.of(
              TreeType.REAL,
              oneOf(List.of("+", "-", "*", "/")),
              real(random.nextInt(depth)),
              number(random.nextInt(depth)));
    };
  }

  private Tree differ(int depth) {
    return switch (random.nextInt(3)) {
      case 0 -> Tree.of(TreeType.REAL, "differ", text(depth), text(depth));
      case 1 -> Tree.of(TreeType.REAL, "differ", bool(depth), bool(depth));
      default -> Tree.of(TreeType.REAL, "differ", number(depth), number(depth));
    };
  }

  private Tree place(int depth) {
    return random.nextInt(3) == 0 ? number(depth) : text(depth);
  }

  private Tree text(int depth) {
    if (depth == 0) {
      return switch (random.nextInt(5)) {
        case 0 -> Tree.leaf(TreeType.TEXT, "constant", "'" + oneOf(WORDS) + "'");
        case 1 -> Tree.leaf(TreeType.TEXT, "name", "kind");
        case 2 -> Tree.leaf(TreeType.TEXT, "name", "order.source");
        default -> name(TreeType.TEXT, Sample.TEXTS);
      };
    }
    return Tree.of(TreeType.TEXT, "?", bool(depth - 1), text(depth - 1), text(0));
  }
}
