package io.mallguard.notebooks.kernel;

import io.mallguard.notebooks.engine.ClassPath;
import io.mallguard.notebooks.engine.JavaEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import org.dflib.jjava.jupyter.channels.JupyterConnection;
import org.dflib.jjava.jupyter.kernel.KernelConnectionProperties;

/** The process that Jupyter starts: serves one session until Jupyter ends it. */
public final class KernelServer {
  private KernelServer() {}

  /**
   * Serves the session that a connection file of Jupyter describes; returns when it is over.
   *
   * @throws IOException if the file can't be read
   */
  public static void serve(Path connectionFile) throws IOException {
    var properties = KernelConnectionProperties.parse(Files.readString(connectionFile));
    JavaKernel kernel = new JavaKernel(JavaEngine.open(ClassPath.current()));
    JupyterConnection connection = connection(properties);
    kernel.becomeHandlerForConnection(connection);
    kernel.onStartup();
    connection.connect();
    connection.waitUntilClose();
  }

  private static JupyterConnection connection(KernelConnectionProperties properties) {
    try {
      return new JupyterConnection(properties);
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("the connection file asks for an unknown signature", e);
    }
  }
}
