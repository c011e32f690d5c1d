package org.maplebridge.recording;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A small real file system of its own, mounted for a test. Needs root, or sudo without password.
 */
final class Disk implements AutoCloseable {

  private final Path place;

  private Disk(Path place) {
    this.place = place;
  }

  /** In memory. */
  static Disk tmpfs(Path place, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(place);
    run("mount", "-t", "tmpfs", "-o", "size=" + megabytes + "m", "tmpfs", place.toString());
    return new Disk(place);
  }

  /** In a file, which can be frozen. */
  static Disk ext4(Path place, Path image, int megabytes) throws IOException, InterruptedException {
    Files.createDirectories(place);
    Files.write(image, new byte[megabytes << 20]);
    run("mkfs.ext4", "-q", image.toString());
    run("mount", "-o", "loop", image.toString(), place.toString());
    return new Disk(place);
  }

  Path path() {
    return place;
  }

  /** Fills the disk to its last byte. */
  Path fill() throws IOException {
    Path hog = place.resolve("hog");
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(hog)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return hog;
    }
  }

  /** From here on everybody who writes waits. */
  void freeze() throws IOException, InterruptedException {
    run("fsfreeze", "--freeze", place.toString());
  }

  void thaw() throws IOException, InterruptedException {
    run("fsfreeze", "--unfreeze", place.toString());
  }

  void makeReadOnly() throws IOException, InterruptedException {
    run("mount", "-o", "remount,ro", place.toString());
  }

  void makeWritable() throws IOException, InterruptedException {
    run("mount", "-o", "remount,rw", place.toString());
  }

  @Override
  public void close() throws IOException {
    try {
      run("umount", "--lazy", place.toString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void run(String... words) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    if (!System.getProperty("user.name").equals("root")) {
      command.addAll(List.of("sudo", "-n"));
    }
    command.addAll(List.of(words));
    Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    if (run.waitFor() != 0) {
      throw new IOException(String.join(" ", words) + ": " + said);
    }
  }
}
