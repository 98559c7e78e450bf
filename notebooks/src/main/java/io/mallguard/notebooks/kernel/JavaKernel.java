package io.mallguard.notebooks.kernel;

import io.mallguard.notebooks.engine.CellOutcome;
import io.mallguard.notebooks.engine.CellOutcome.Done;
import io.mallguard.notebooks.engine.CellOutcome.Failed;
import io.mallguard.notebooks.engine.Completions;
import io.mallguard.notebooks.engine.JavaEngine;
import io.mallguard.notebooks.show.Display;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.dflib.jjava.jupyter.kernel.BaseKernel;
import org.dflib.jjava.jupyter.kernel.JupyterIO;
import org.dflib.jjava.jupyter.kernel.LanguageInfo;
import org.dflib.jjava.jupyter.kernel.ReplacementOptions;
import org.dflib.jjava.jupyter.kernel.comm.CommManager;
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
import org.dflib.jjava.jupyter.kernel.display.Renderer;
import org.dflib.jjava.jupyter.kernel.magic.MagicParser;
import org.dflib.jjava.jupyter.kernel.magic.MagicTranspiler;
import org.dflib.jjava.jupyter.kernel.magic.MagicsRegistry;
import org.dflib.jjava.jupyter.kernel.util.StringStyler;
import org.jspecify.annotations.Nullable;

/**
 * Jupyter's side of the engine: the same cells show the same as under the runner. No magics. The
 * library's threads call it, one request at a time, but {@link #interrupt} while a cell runs.
 */
final class JavaKernel extends BaseKernel {
  private final JavaEngine engine;

  JavaKernel(JavaEngine engine) {
    super(
        "mallguard",
        "1",
        language(),
        List.of(),
        null, // no history of former sessions
        new JupyterIO(StandardCharsets.UTF_8),
        new CommManager(),
        new Renderer(),
        new MagicParser("(?!)", "(?!)", new MagicTranspiler()),
        new MagicsRegistry(),
        false,
        new StringStyler.Builder().build());
    this.engine = engine;
  }

  @Override
  public @Nullable DisplayData eval(String source) {
    CellOutcome outcome = engine.run(source);
    if (outcome instanceof Failed failed) {
      throw new CellException(failed);
    }
    Display shown = ((Done) outcome).shown();
    return shown.isEmpty() ? null : data(shown);
  }

  @Override
  public @Nullable Object evalRaw(String source) {
    return eval(source);
  }

  @Override
  public List<String> formatError(Throwable error) {
    return error instanceof CellException cell ? cell.lines() : super.formatError(error);
  }

  @Override
  public void interrupt() {
    engine.interrupt();
  }

  @Override
  public ReplacementOptions complete(String source, int offset) {
    Completions found = engine.completions(source, offset);
    return new ReplacementOptions(found.words(), found.start(), found.end());
  }

  @Override
  public String isComplete(String source) {
    return switch (engine.completeness(source)) {
      case COMPLETE -> IS_COMPLETE_YES;
      case INCOMPLETE -> "  "; // the indent of the line to come
      case INVALID -> IS_COMPLETE_BAD;
    };
  }

  @Override
  public @Nullable DisplayData inspect(String source, int offset, boolean extraDetail) {
    return null;
  }

  @Override
  public void onShutdown(boolean isRestarting) {
    engine.close();
    super.onShutdown(isRestarting);
  }

  private static DisplayData data(Display shown) {
    DisplayData data = new DisplayData();
    shown.forms().forEach(data::putData);
    shown
        .sizes()
        .forEach(
            (type, size) ->
                data.putMetaData(type, Map.of("width", size.width(), "height", size.height())));
    return data;
  }

  private static LanguageInfo language() {
    return new LanguageInfo.Builder("java")
        .version(Runtime.version().feature() + "")
        .mimetype("text/x-java-source")
        .fileExtension(".jshell")
        .pygments("java")
        .codemirror("text/x-java")
        .build();
  }
}
