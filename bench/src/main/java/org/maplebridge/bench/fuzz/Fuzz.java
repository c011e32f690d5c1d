package org.maplebridge.bench.fuzz;

import java.util.Locale;

/** The entry Jazzer calls, with the target's name in {@code --target_args}. */
public final class Fuzz {
  private static FuzzTarget target = FuzzTarget.STUN;

  private Fuzz() {}

  /** Called once by Jazzer. */
  public static void fuzzerInitialize(String[] arguments) {
    target = FuzzTarget.valueOf(arguments[0].toUpperCase(Locale.ROOT));
  }

  /** Called by Jazzer for each input. */
  public static void fuzzerTestOneInput(byte[] data) {
    target.take(data);
  }
}
