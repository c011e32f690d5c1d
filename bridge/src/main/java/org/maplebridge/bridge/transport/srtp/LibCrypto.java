package org.maplebridge.bridge.transport.srtp;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;

/**
 * The functions of OpenSSL 3 that protect a packet, called without an object or a copy in between;
 * jitsi-srtp's own native library uses the same {@code libcrypto.so.3}. Pointers are numbers here.
 * Initialising this class fails where the library is missing.
 */
@SuppressWarnings("restricted") // The server is started with native access
final class LibCrypto {

  /** Bytes of {@code SHA_CTX}: five words of state, the length, a block, its fill. */
  static final int SHA_CONTEXT_BYTES = 96;

  /** Those of state and length, all there is where the block is empty. */
  static final int SHA_STATE_BYTES = 28;

  /** Where the fill of the block stands. */
  static final int SHA_FILL = 92;

  private static final int GET_TAG = 0x10;
  private static final int SET_TAG = 0x11;
  private static final int AS_BEFORE = -1;
  private static final long NULL = 0;

  private static final Linker LINKER = Linker.nativeLinker();
  private static final SymbolLookup LIBRARY = library();

  private static final MethodHandle CONTEXT_NEW = call("EVP_CIPHER_CTX_new", JAVA_LONG);
  private static final MethodHandle CONTEXT_FREE =
      LINKER.downcallHandle(
          LIBRARY.findOrThrow("EVP_CIPHER_CTX_free"), FunctionDescriptor.ofVoid(JAVA_LONG));
  private static final MethodHandle AES_128_CTR = call("EVP_aes_128_ctr", JAVA_LONG);
  private static final MethodHandle AES_128_GCM = call("EVP_aes_128_gcm", JAVA_LONG);
  private static final MethodHandle INIT =
      call(
          "EVP_CipherInit_ex",
          JAVA_INT,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_LONG,
          JAVA_INT);
  private static final MethodHandle UPDATE =
      call("EVP_CipherUpdate", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT);
  private static final MethodHandle FINAL =
      call("EVP_CipherFinal_ex", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle CONTROL =
      call("EVP_CIPHER_CTX_ctrl", JAVA_INT, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_LONG);
  private static final MethodHandle SHA1_INIT = call("SHA1_Init", JAVA_INT, JAVA_LONG);
  private static final MethodHandle SHA1_UPDATE =
      call("SHA1_Update", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_LONG);
  private static final MethodHandle SHA1_FINAL = call("SHA1_Final", JAVA_INT, JAVA_LONG, JAVA_LONG);

  private LibCrypto() {}

  private static SymbolLookup library() {
    return SymbolLookup.libraryLookup("libcrypto.so.3", Arena.global());
  }

  /** All of them are short, so the thread need not tell the collector that it is away. */
  private static MethodHandle call(String name, MemoryLayout result, MemoryLayout... arguments) {
    return LINKER.downcallHandle(
        LIBRARY.findOrThrow(name),
        FunctionDescriptor.of(result, arguments),
        Linker.Option.critical(false));
  }

  static long newContext() {
    try {
      return (long) CONTEXT_NEW.invokeExact();
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static void free(long context) {
    try {
      CONTEXT_FREE.invokeExact(context);
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Sets cipher, key and direction. */
  static boolean key(long context, boolean gcm, long key, boolean encrypts) {
    try {
      long cipher = gcm ? (long) AES_128_GCM.invokeExact() : (long) AES_128_CTR.invokeExact();
      return (int) INIT.invokeExact(context, cipher, NULL, key, NULL, encrypts ? 1 : 0) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean initialize(long context, long vector) {
    try {
      return (int) INIT.invokeExact(context, NULL, NULL, NULL, vector, AS_BEFORE) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /**
   * Encrypts or decrypts.
   *
   * @param to 0 for bytes that are authenticated only
   * @param written where the length goes
   */
  static boolean update(long context, long to, long written, long from, int length) {
    try {
      return (int) UPDATE.invokeExact(context, to, written, from, length) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends an authenticated encryption and writes its tag. */
  static boolean writeTag(long context, long written, long tag, int length) {
    try {
      return (int) FINAL.invokeExact(context, tag, written) == 1
          && (int) CONTROL.invokeExact(context, GET_TAG, length, tag) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  /** Ends an authenticated decryption. False when it has another tag than this. */
  static boolean isTag(long context, long written, long tag, int length) {
    try {
      return (int) CONTROL.invokeExact(context, SET_TAG, length, tag) == 1
          && (int) FINAL.invokeExact(context, written, written) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean sha1Init(long context) {
    try {
      return (int) SHA1_INIT.invokeExact(context) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean sha1Update(long context, long from, long length) {
    try {
      return (int) SHA1_UPDATE.invokeExact(context, from, length) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  static boolean sha1Final(long context, long digest) {
    try {
      return (int) SHA1_FINAL.invokeExact(digest, context) == 1;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }
}
