package org.maplebridge.server.consultation.vault;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.maplebridge.server.persistence.Ids;
import org.maplebridge.server.persistence.TestDatabase;

class VaultIT {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final String TEXT = "来访者说睡不着，想不到出路。";

  private final Jdbi jdbi = TestDatabase.fresh();
  private final Map<String, byte[]> secrets = new HashMap<>();

  @ParameterizedTest
  @EnumSource
  void aTextIsReadBackAndLiesNowhereReadable(CipherSuite suite) {
    Vault vault = vault(suite, 1);
    String id = jdbi.inTransaction(handle -> vault.seal(handle, "one", TEXT));
    assertEquals(TEXT, jdbi.withHandle(handle -> vault.open(handle, id)));
    byte[] content = content(id);
    assertFalse(contains(content, TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    assertEquals(
        12 + TEXT.getBytes(java.nio.charset.StandardCharsets.UTF_8).length + 16, content.length);
    assertFalse(contains(wrapped("one"), secret("counselling-master-1.key")));
  }

  @Test
  void theSameTextIsNeverSealedTheSameWay() {
    Vault vault = vault(CipherSuite.AES_256_GCM, 1);
    String one = jdbi.inTransaction(handle -> vault.seal(handle, "one", TEXT));
    String two = jdbi.inTransaction(handle -> vault.seal(handle, "one", TEXT));
    assertFalse(HexFormat.of().formatHex(content(one)).equals(hex(two)));
  }

  @ParameterizedTest
  @EnumSource
  void whatWasChangedOrMovedDoesNotOpen(CipherSuite suite) {
    Vault vault = vault(suite, 1);
    String one = jdbi.inTransaction(handle -> vault.seal(handle, "one", TEXT));
    String two = jdbi.inTransaction(handle -> vault.seal(handle, "one", "别的话"));
    jdbi.useHandle(
        handle ->
            handle.execute(
                "update counselling.sealed set content = ? where id = ?", content(two), one));
    assertThrows(
        IllegalStateException.class, () -> jdbi.withHandle(handle -> vault.open(handle, one)));
    byte[] changed = content(two);
    changed[changed.length / 2] ^= 1;
    jdbi.useHandle(
        handle ->
            handle.execute("update counselling.sealed set content = ? where id = ?", changed, two));
    assertThrows(
        IllegalStateException.class, () -> jdbi.withHandle(handle -> vault.open(handle, two)));
  }

  @Test
  void aNewKeySealsEverythingAnewAndTheOldOneIsGone() {
    Vault vault = vault(CipherSuite.AES_256_GCM, 1);
    String mine = jdbi.inTransaction(handle -> vault.seal(handle, "one", TEXT));
    String other = jdbi.inTransaction(handle -> vault.seal(handle, "two", "另一位的话"));
    String before = hex(mine);
    String others = hex(other);
    // A new suite holds from the next key on.
    Vault later = vault(CipherSuite.SM4_GCM, 1);
    int version = jdbi.inTransaction(handle -> later.rotate(handle, "one"));
    assertEquals(2, version);
    assertFalse(before.equals(hex(mine)));
    assertEquals(others, hex(other));
    assertEquals(TEXT, jdbi.withHandle(handle -> later.open(handle, mine)));
    assertEquals("另一位的话", jdbi.withHandle(handle -> later.open(handle, other)));
    assertEquals(
        "1 AES_256_GCM gone, 2 SM4_GCM kept",
        single(
            "select string_agg(version || ' ' || suite || case when wrapped is null then ' gone'"
                + " else ' kept' end, ', ' order by version) from counselling.data_key"
                + " where owner_id = 'one'"));
  }

  @Test
  void aNewMasterKeyWrapsAllKeysAndTheOldOneIsNotNeededAnyMore() {
    Vault before = vault(CipherSuite.AES_256_GCM, 1);
    String id = jdbi.inTransaction(handle -> before.seal(handle, "one", TEXT));
    Vault after = vault(CipherSuite.AES_256_GCM, 2);
    jdbi.useTransaction(after::rewrap);
    secrets.remove("counselling-master-1.key");
    assertEquals(TEXT, jdbi.withHandle(handle -> after.open(handle, id)));
    // Another master key in its place opens nothing.
    secrets.remove("counselling-master-2.key");
    assertThrows(
        IllegalStateException.class, () -> jdbi.withHandle(handle -> after.open(handle, id)));
  }

  @Test
  void nobodyElseInTheDatabaseMayLookIn() {
    jdbi.useHandle(
        handle -> {
          handle.execute(
              "do $$ begin create role maple_reporting nologin; exception when duplicate_object"
                  + " then null; end $$");
          handle.execute("grant select on all tables in schema public to maple_reporting");
        });
    RuntimeException refused =
        assertThrows(
            RuntimeException.class,
            () ->
                jdbi.useTransaction(
                    handle -> {
                      handle.execute("set local role maple_reporting");
                      handle.execute("select 1 from sitting");
                      handle.execute("select content from counselling.sealed");
                    }));
    assertTrue(String.valueOf(refused.getMessage()).contains("permission denied for schema"));
  }

  private Vault vault(CipherSuite suite, int master) {
    return new Vault(
        new VaultConfig(suite, master),
        new MasterKeys(this::secret),
        RANDOM,
        new Ids(RANDOM),
        InstantSource.system());
  }

  private byte[] secret(String name) {
    return secrets.computeIfAbsent(name, n -> RANDOM.generateSeed(32));
  }

  private byte[] content(String id) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select content from counselling.sealed where id = :id")
                .bind("id", id)
                .mapTo(byte[].class)
                .one());
  }

  private String hex(String id) {
    return HexFormat.of().formatHex(content(id));
  }

  private byte[] wrapped(String owner) {
    return jdbi.withHandle(
        handle ->
            handle
                .createQuery("select wrapped from counselling.data_key where owner_id = :id")
                .bind("id", owner)
                .mapTo(byte[].class)
                .one());
  }

  private String single(String sql) {
    return jdbi.withHandle(handle -> handle.createQuery(sql).mapTo(String.class).one());
  }

  private static boolean contains(byte[] whole, byte[] part) {
    return HexFormat.of().formatHex(whole).contains(HexFormat.of().formatHex(part));
  }
}
