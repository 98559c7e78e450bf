package io.mallguard.features.expression;

/**
 * Comparisons of real numbers; one with a missing value is false. They are the processor's own,
 * under which 0.0 equals -0.0 and NaN compares as false but for !=.
 */
final class RealComparison {
  /** What never holds. */
  static final Truth NEVER = (slots, row) -> false;

  private RealComparison() {}

  /** The operator of CEL's name over two expressions. */
  static Truth of(String operator, Real a, Real b) {
    if (b instanceof RealArithmetic.Constant constant) {
      return a instanceof RealArithmetic.Column column
          ? ofColumn(operator, column.index(), constant.value())
          : withConstant(operator, a, constant.value());
    }
    return switch (operator) {
      case "_==_" -> (slots, row) -> a.at(slots, row) == b.at(slots, row);
      case "_!=_" ->
          (slots, row) -> {
            double x = a.at(slots, row);
            double y = b.at(slots, row);
            return x < y || x > y;
          };
      case "_<_" -> (slots, row) -> a.at(slots, row) < b.at(slots, row);
      case "_<=_" -> (slots, row) -> a.at(slots, row) <= b.at(slots, row);
      case "_>_" -> (slots, row) -> a.at(slots, row) > b.at(slots, row);
      case "_>=_" -> (slots, row) -> a.at(slots, row) >= b.at(slots, row);
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }

  private static Truth withConstant(String operator, Real a, double c) {
    return switch (operator) {
      case "_==_" -> (slots, row) -> a.at(slots, row) == c;
      case "_!=_" ->
          (slots, row) -> {
            double x = a.at(slots, row);
            return x < c || x > c;
          };
      case "_<_" -> (slots, row) -> a.at(slots, row) < c;
      case "_<=_" -> (slots, row) -> a.at(slots, row) <= c;
      case "_>_" -> (slots, row) -> a.at(slots, row) > c;
      case "_>=_" -> (slots, row) -> a.at(slots, row) >= c;
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }

  private static Truth ofColumn(String operator, int column, double c) {
    return switch (operator) {
      case "_==_" -> (slots, row) -> row[column] == c;
      case "_!=_" -> (slots, row) -> row[column] < c || row[column] > c;
      case "_<_" -> (slots, row) -> row[column] < c;
      case "_<=_" -> (slots, row) -> row[column] <= c;
      case "_>_" -> (slots, row) -> row[column] > c;
      case "_>=_" -> (slots, row) -> row[column] >= c;
      default -> throw new IllegalArgumentException("operator " + operator);
    };
  }
}
