package io.mallguard.notebooks.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.mallguard.notebooks.engine.CellOutcome.Done;
import io.mallguard.notebooks.engine.CellOutcome.Failed;
import io.mallguard.notebooks.show.Display;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class JavaEngineTest {
  private final JavaEngine engine = JavaEngine.open(ClassPath.current());

  @AfterAll
  void close() {
    engine.close();
  }

  @Test
  void showsTheLastExpressionOfSeveralSnippets() {
    assertThat(text("int a = 2;\nint twice(int x) { return 2 * x; }\n\ntwice(a) + 1"))
        .isEqualTo("5");
  }

  @Test
  void keepsWhatEarlierCellsDefined() {
    text("record Pair(int a, int b) {}\nvar pair = new Pair(1, 2);");

    assertThat(text("pair")).isEqualTo("Pair[a=1, b=2]");
  }

  @Test
  void showsAVariableThatIsNamedAlone() {
    assertThat(text("var words = List.of(\"a\", \"b\");\nwords // as they are"))
        .isEqualTo("[a, b]");
  }

  @Test
  void showsNothingForAStatementADefinitionAndNull() {
    assertThat(text("List.of(1).size();")).isEmpty();
    assertThat(text("int x = 3")).isEmpty();
    assertThat(text("(Object) null")).isEmpty();
    assertThat(text("// only a remark")).isEmpty();
  }

  @Test
  void runsAValueOnceThoughItIsShown() {
    text("int[] calls = {0};\nint next() { return ++calls[0]; }");

    assertThat(text("next()")).isEqualTo("1");
    assertThat(text("calls")).isEqualTo("[1]");
  }

  @Test
  void seesClassesOfThisProject() {
    assertThat(
            text("import io.mallguard.notebooks.show.*;\nDisplay.text(\"hello\").forms().size()"))
        .isEqualTo("1");
  }

  @Test
  void showsWhatAValueSaysOfItself() {
    CellOutcome outcome =
        engine.run(
            """
            import io.mallguard.notebooks.show.*;
            new Shown() {
              public Display display() {
                return Display.html("<b>1</b>", "one");
              }
            }
            """);

    assertThat(outcome).isEqualTo(new Done(Display.html("<b>1</b>", "one")));
  }

  @Test
  void namesTheLineOfACompileError() {
    Failed failed = failed("int a = 1;\n\nString s = a;");

    assertThat(failed.kind()).isEqualTo(Failed.DOES_NOT_COMPILE);
    assertThat(failed.line()).isEqualTo(3);
    assertThat(failed.message()).startsWith("line 3: incompatible types");
  }

  @Test
  void refusesSourceThatStopsInTheMiddle() {
    assertThat(failed("int f() {\n  return 1;").kind()).isEqualTo(Failed.DOES_NOT_COMPILE);
  }

  @Test
  void refusesADefinitionThatNeedsWhatNobodyDefines() {
    assertThat(failed("int f() { return missing(); }").message()).contains("missing");
  }

  @Test
  void letsADefinitionUseALaterOneOfItsCell() {
    assertThat(text("int f() { return g(); }\nint g() { return 4; }\nf()")).isEqualTo("4");
  }

  @Test
  void namesTheExceptionItsMessageAndItsPlace() {
    Failed failed =
        failed("int half(int x) {\n  throw new IllegalStateException(\"odd \" + x);\n}\nhalf(3)");

    assertThat(failed.kind()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.message()).isEqualTo("odd 3");
    assertThat(failed.line()).isEqualTo(4);
    assertThat(failed.trace()).hasSize(2).allMatch(frame -> frame.contains("(#"));
  }

  @Test
  void failsIfAValueCanNotShowItself() {
    Failed failed =
        failed(
            """
            new Object() {
              public String toString() {
                throw new IllegalStateException("shy");
              }
            }
            """);

    assertThat(failed.kind()).isEqualTo("java.lang.IllegalStateException");
    assertThat(failed.message()).endsWith("shy");
  }

  @Test
  void leavesWhatRanBeforeAFailure() {
    failed("int kept = 7;\nthrow new RuntimeException();");

    assertThat(text("kept")).isEqualTo("7");
  }

  @Test
  void completesNames() {
    text("int transactions = 1;");

    Completions completions = engine.completions("trans", 5);

    assertThat(completions).isEqualTo(new Completions(java.util.List.of("transactions"), 0, 5));
  }

  @Test
  void knowsWhetherSourceIsComplete() {
    assertThat(engine.completeness("int a = 1;\na + 1")).isEqualTo(Completeness.COMPLETE);
    assertThat(engine.completeness("int f() {")).isEqualTo(Completeness.INCOMPLETE);
    assertThat(engine.completeness("else { }")).isEqualTo(Completeness.INVALID);
  }

  private String text(String source) {
    CellOutcome outcome = engine.run(source);
    assertThat(outcome).isInstanceOf(Done.class);
    return ((Done) outcome).shown().forms().getOrDefault(Display.TEXT, "");
  }

  private Failed failed(String source) {
    CellOutcome outcome = engine.run(source);
    assertThat(outcome).isInstanceOf(Failed.class);
    return (Failed) outcome;
  }
}
