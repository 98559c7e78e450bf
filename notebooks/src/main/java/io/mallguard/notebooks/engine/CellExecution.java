package io.mallguard.notebooks.engine;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/**
 * Runs compiled snippets in this process, as JShell's own local control does, and remembers the
 * last one, because JShell hands out values as text only and a table or figure is an object.
 *
 * <p>The local control is what can stop a snippet: by {@code Thread.stop} on Java 17, by checks
 * woven into loops from Java 21. One owner thread, but {@link #stop} may come from any.
 */
final class CellExecution extends LocalExecutionControl {
  private @Nullable Method last;

  @Override
  protected String invoke(Method snippet) throws Exception {
    last = snippet;
    return super.invoke(snippet);
  }

  /** The value that JShell kept in a field of the last snippet. */
  @Nullable Object keptValue(String name) throws ReflectiveOperationException {
    if (last == null) {
      return null;
    }
    Field field = last.getDeclaringClass().getField(name);
    field.setAccessible(true); // the field is public, its class is not
    return field.get(null);
  }

  /** Runs the last snippet once more: only for one that just reads a variable. */
  @Nullable Object readAgain() throws IllegalAccessException, InvocationTargetException {
    if (last == null) {
      return null;
    }
    last.setAccessible(true);
    return last.invoke(null);
  }

  /** A provider that hands out this control and no other. */
  ExecutionControlProvider provider() {
    return new ExecutionControlProvider() {
      @Override
      public String name() {
        return "mallguard";
      }

      @Override
      public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return CellExecution.this;
      }
    };
  }
}
