import cz.habarta.typescript.generator.DateMapping;
import cz.habarta.typescript.generator.EnumMapping;
import cz.habarta.typescript.generator.Input;
import cz.habarta.typescript.generator.JsonLibrary;
import cz.habarta.typescript.generator.OptionalPropertiesDeclaration;
import cz.habarta.typescript.generator.Output;
import cz.habarta.typescript.generator.Settings;
import cz.habarta.typescript.generator.TypeScriptFileType;
import cz.habarta.typescript.generator.TypeScriptGenerator;
import cz.habarta.typescript.generator.TypeScriptOutputKind;
import java.io.File;
import java.util.Map;
import org.maplebridge.signaling.protocol.ClientMessage;
import org.maplebridge.signaling.protocol.ServerMessage;

/**
 * Writes the page's types of the protocol. A program of its own, run by the build's JDK 25: the
 * generator's Maven plugin would load our classes into Maven's JVM, which may be older than they
 * are.
 */
final class ProtocolTypes {
  private ProtocolTypes() {}

  public static void main(String[] arguments) {
    Settings settings = new Settings();
    settings.jsonLibrary = JsonLibrary.jackson2;
    settings.outputFileType = TypeScriptFileType.implementationFile;
    settings.outputKind = TypeScriptOutputKind.module;
    settings.mapEnum = EnumMapping.asUnion;
    settings.mapDate = DateMapping.asString;
    settings.optionalPropertiesDeclaration = OptionalPropertiesDeclaration.questionMark;
    settings.noFileComment = true;
    // Too general names outside their Java class.
    settings.customTypeNaming =
        Map.of(
            ServerMessage.RecordingState.State.class.getName(), "RecordingStatus",
            ServerMessage.RecordingState.Consent.class.getName(), "ConsentAnswer");
    new TypeScriptGenerator(settings)
        .generateTypeScript(
            Input.from(ClientMessage.class, ServerMessage.class),
            Output.to(new File(arguments[0])));
  }
}
