package io.mallguard.features.expression;

import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.ExprKind.Kind;
import io.mallguard.features.yaml.Names;
import java.util.List;
import java.util.Optional;

/** Checks texts in an expression that must be words of an enum, or name a table or its column. */
final class Words {
  private final Preparation preparation;

  private Words(Preparation preparation) {
    this.preparation = preparation;
  }

  static void check(Preparation preparation, CelExpr.CelCall call) {
    Words words = new Words(preparation);
    List<CelExpr> args = call.args();
    switch (call.function()) {
      case "_==_", "_!=_" -> {
        words.compared(args.get(0), args.get(1));
        words.compared(args.get(1), args.get(0));
      }
      case "@in" -> {
        if (args.get(1).getKind() == Kind.LIST) {
          args.get(1).list().elements().forEach(word -> words.compared(args.get(0), word));
        }
      }
      case "code" -> {
        if (args.size() == 1 && !(words.variable(args.get(0)) instanceof Variable.Enumerated)) {
          words.note(args.get(0), "wrong_kind", "no enum field", "the name of an enum field");
        }
      }
      case "table" -> words.table(args, args.size() < 3 ? 1 : 0);
      case "table_row" -> words.table(args, 0);
      case "distance_km" -> words.coordinates(args);
      default -> {}
    }
  }

  private @org.jspecify.annotations.Nullable Variable variable(CelExpr e) {
    return preparation.variable(e).orElse(null);
  }

  private void compared(CelExpr name, CelExpr word) {
    Optional<String> text = Trees.textConstant(word);
    if (variable(name) instanceof Variable.Enumerated enumerated
        && text.isPresent()
        && !enumerated.words().contains(text.get())) {
      String legal = Names.oneOf(text.get(), enumerated.words());
      note(word, "unknown_word", "'" + text.get() + "'", legal);
    }
  }

  /** The table that the first argument names; the third argument may name a column. */
  private Optional<Tables.Table> table(List<CelExpr> args, int columnsWithoutName) {
    if (args.isEmpty()) {
      return Optional.empty();
    }
    Optional<String> name = Trees.textConstant(args.get(0));
    Optional<Tables.Table> table = name.flatMap(preparation.scope().tables()::table);
    if (table.isEmpty()) {
      List<String> names = preparation.scope().tables().names();
      String legal =
          names.isEmpty()
              ? "the quoted name of a table, but the schema has none"
              : "the quoted name of a table, " + Names.oneOf(name.orElse(""), names);
      note(args.get(0), "unknown_table", shown(name), legal);
      return table;
    }
    List<String> columns = table.get().columns();
    if (columnsWithoutName == 1 && columns.size() != 1) {
      String legal =
          "followed by a key and the quoted name of a column, " + Names.oneOf("", columns);
      note(args.get(0), "missing_column", shown(name), legal);
    }
    if (args.size() == 3 && columnsWithoutName == 0) {
      column(args.get(2), columns);
    }
    return table;
  }

  private void column(CelExpr e, List<String> columns) {
    Optional<String> name = Trees.textConstant(e);
    if (name.isEmpty() || !columns.contains(name.get())) {
      String legal = "the quoted name of a column, " + Names.oneOf(name.orElse(""), columns);
      note(e, "unknown_column", shown(name), legal);
    }
  }

  private void coordinates(List<CelExpr> args) {
    Optional<Tables.Table> table = table(args, 2);
    if (table.isPresent() && !table.get().columns().containsAll(Distance.COLUMNS)) {
      String legal = "a table with the columns " + String.join(", ", Distance.COLUMNS);
      note(args.get(0), "missing_column", shown(Trees.textConstant(args.get(0))), legal);
    }
  }

  private static String shown(Optional<String> text) {
    return text.map(t -> "'" + t + "'").orElse("something else");
  }

  private void note(CelExpr e, String code, String found, String legal) {
    preparation.findings().add(preparation.placeOf(Trees.head(e).id()), code, found, legal);
  }
}
