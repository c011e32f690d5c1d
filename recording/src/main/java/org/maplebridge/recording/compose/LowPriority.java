package org.maplebridge.recording.compose;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts a thread behind everything live. Java's own priorities do nothing on Linux, where every
 * thread has a nice value of its own, which the threads it starts inherit (setpriority(2)).
 */
final class LowPriority {

  private static final Logger LOG = LoggerFactory.getLogger(LowPriority.class);
  private static final int PRIO_PROCESS = 0;
  private static final int CALLER = 0;
  private static final int NICE = 15;

  private LowPriority() {}

  /** Best effort: where the system knows no nice value, the work is done all the same. */
  @SuppressWarnings("restricted") // the one call into the system, and it takes no pointer
  static void ofThisThread() {
    Linker linker = Linker.nativeLinker();
    linker
        .defaultLookup()
        .find("setpriority")
        .map(
            function ->
                linker.downcallHandle(
                    function,
                    FunctionDescriptor.of(
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT,
                        ValueLayout.JAVA_INT)))
        .ifPresentOrElse(
            LowPriority::call, () -> LOG.info("this system has no nice values for threads"));
  }

  private static void call(MethodHandle setpriority) {
    try {
      int status = (int) setpriority.invokeExact(PRIO_PROCESS, CALLER, NICE);
      if (status != 0) {
        LOG.warn("the composer's priority could not be lowered");
      }
    } catch (Throwable e) { // MethodHandle.invokeExact declares it
      throw new IllegalStateException("setpriority cannot be called", e);
    }
  }
}
