package org.maplebridge.server.config;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Reads the settings: defaults, then the file, then {@code MAPLE_…} of the environment, then {@code
 * key=value} of the command line, the later over the earlier. A key that no setting has stops the
 * start, for a misspelt setting is a setting not made.
 */
public final class ConfigReader {
  private static final String PREFIX = "MAPLE_";

  /** Variables of the launching script, not settings. */
  private static final Set<String> OF_THE_SCRIPT = Set.of("MAPLE_JDK", "MAPLE_JAVA_OPTS");

  private final ObjectMapper yaml =
      YAMLMapper.builder()
          .addModule(new Jdk8Module())
          .addModule(new JavaTimeModule())
          .propertyNamingStrategy(PropertyNamingStrategies.KEBAB_CASE)
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(YAMLParser.Feature.EMPTY_STRING_AS_NULL)
          .enable(com.fasterxml.jackson.core.JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
          .serializationInclusion(JsonInclude.Include.ALWAYS)
          .build();

  /**
   * @param file a YAML file; empty for none
   * @param environment the process's environment
   * @param settings {@code key=value} words of the command line
   * @throws ConfigException naming the key that is unknown or whose value does not fit
   */
  public ServerConfig read(
      Optional<Path> file, Map<String, String> environment, List<String> settings) {
    ObjectNode tree = yaml.valueToTree(ServerConfig.defaults());
    Map<String, String> keyOfVariable =
        keys(tree, "").stream().collect(Collectors.toMap(ConfigReader::variable, key -> key));
    file.ifPresent(path -> merge(tree, parse(path), "", path.toString()));
    environment.forEach((name, value) -> setVariable(tree, keyOfVariable, name, value));
    settings.forEach(setting -> setWord(tree, setting));
    return convert(tree);
  }

  /** Every key there is. */
  List<String> keys() {
    return keys(yaml.valueToTree(ServerConfig.defaults()), "");
  }

  private ObjectNode parse(Path file) {
    try {
      JsonNode content = yaml.readTree(Files.readString(file));
      if (content.isMissingNode() || content.isNull()) {
        return yaml.createObjectNode();
      }
      if (content instanceof ObjectNode object) {
        return object;
      }
      throw new ConfigException("The settings file " + file + " is not a list of keys.");
    } catch (JsonProcessingException malformed) {
      throw new ConfigException(
          "The settings file %s cannot be read: %s".formatted(file, malformed.getOriginalMessage()),
          malformed);
    } catch (IOException unreadable) {
      throw new ConfigException("The settings file " + file + " cannot be opened.", unreadable);
    }
  }

  private static void merge(ObjectNode tree, ObjectNode given, String above, String source) {
    for (var property : given.properties()) {
      String key = above + property.getKey();
      JsonNode known = tree.get(property.getKey());
      if (known == null) {
        throw unknown(key, source);
      }
      if (known instanceof ObjectNode section && property.getValue() instanceof ObjectNode values) {
        merge(section, values, key + ".", source);
      } else if (known instanceof ObjectNode) {
        throw new ConfigException("%s in %s is a section, not a value.".formatted(key, source));
      } else {
        tree.set(property.getKey(), property.getValue());
      }
    }
  }

  private void setVariable(
      ObjectNode tree, Map<String, String> keyOfVariable, String name, String value) {
    if (!name.startsWith(PREFIX) || OF_THE_SCRIPT.contains(name)) {
      return;
    }
    String key = keyOfVariable.get(name);
    if (key == null) {
      throw unknown(name, "the environment");
    }
    set(tree, key, value, "the environment");
  }

  private void setWord(ObjectNode tree, String setting) {
    int equals = setting.indexOf('=');
    if (equals < 1) {
      throw new ConfigException(
          "The setting \"%s\" of the command line must look like key=value.".formatted(setting));
    }
    set(tree, setting.substring(0, equals), setting.substring(equals + 1), "the command line");
  }

  private void set(ObjectNode tree, String key, String value, String source) {
    ObjectNode nested = yaml.createObjectNode();
    ObjectNode innermost = nested;
    String[] names = key.split("\\.", -1);
    for (int i = 0; i < names.length - 1; i++) {
      innermost = innermost.putObject(names[i]);
    }
    innermost.set(names[names.length - 1], scalar(value));
    merge(tree, nested, "", source);
  }

  /** A value as the file would read it: a list in brackets, a number, a word. */
  private JsonNode scalar(String value) {
    try {
      return value.startsWith("[") ? yaml.readTree(value) : yaml.getNodeFactory().textNode(value);
    } catch (JsonProcessingException malformed) {
      return yaml.getNodeFactory().textNode(value);
    }
  }

  private ServerConfig convert(ObjectNode tree) {
    try {
      return yaml.treeToValue(tree, ServerConfig.class);
    } catch (JsonMappingException mismatch) {
      String key =
          mismatch.getPath().stream()
              .map(reference -> String.valueOf(reference.getFieldName()))
              .collect(Collectors.joining("."));
      throw new ConfigException(
          "The value of %s does not fit: %s".formatted(key, mismatch.getOriginalMessage()),
          mismatch);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException(impossible);
    }
  }

  private static List<String> keys(ObjectNode tree, String above) {
    return tree.properties().stream()
        .flatMap(
            property ->
                property.getValue() instanceof ObjectNode section
                    ? keys(section, above + property.getKey() + ".").stream()
                    : Stream.of(above + property.getKey()))
        .toList();
  }

  private static String variable(String key) {
    return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  private static ConfigException unknown(String key, String source) {
    return new ConfigException(
        "There is no setting \"%s\" (in %s); deploy/maple.example.yaml lists them all."
            .formatted(key, source));
  }
}
