package org.maplebridge.server.config;

import java.util.List;
import java.util.Optional;
import org.maplebridge.bridge.api.BridgeConfig;
import org.maplebridge.recording.store.S3Config;
import org.maplebridge.server.consultation.vault.VaultConfig;
import org.maplebridge.server.diagnosis.DiagnosisConfig;
import org.maplebridge.server.dossier.RecordingConfig;
import org.maplebridge.server.expert.ExpertConfig;
import org.maplebridge.server.http.HttpConfig;
import org.maplebridge.server.identity.IdentityConfig;
import org.maplebridge.server.notify.NotifyConfig;
import org.maplebridge.server.org.CentreConfig;
import org.maplebridge.server.persistence.DatabaseConfig;
import org.maplebridge.signaling.ice.TurnConfig;

/**
 * Every setting, a section per package. The keys of the file are the names of the components in
 * kebab-case: {@code bridge.first-udp-port}.
 */
public record ServerConfig(
    HttpConfig http,
    BridgeConfig bridge,
    TurnConfig turn,
    DiagnosisConfig diagnosis,
    DatabaseConfig database,
    CentreConfig centre,
    VaultConfig counselling,
    ExpertConfig experts,
    RecordingConfig recording,
    S3Config storage,
    IdentityConfig identity,
    NotifyConfig messages) {

  /** What holds where nothing is said. */
  public static ServerConfig defaults() {
    return new ServerConfig(
        HttpConfig.defaults(),
        new BridgeConfig(
            List.of(), 40_000, 0, BridgeConfig.SPREAD_PERMILLE, List.of(), Optional.empty()),
        TurnConfig.defaults(),
        DiagnosisConfig.defaults(),
        DatabaseConfig.defaults(),
        CentreConfig.defaults(),
        VaultConfig.defaults(),
        ExpertConfig.defaults(),
        RecordingConfig.defaults(),
        S3Config.defaults(),
        IdentityConfig.defaults(),
        NotifyConfig.defaults());
  }
}
