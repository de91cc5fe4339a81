package org.s2slab.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLParser;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ids of the JSON Schemas, and what an independent library finds with the schemas. */
class SchemaIdsTest {
    private static final Path ROOT = Path.of(System.getProperty("s2slab.root"));
    /** In YAML 1.2, as editors read it, Yes is a text. */
    private static final YAMLMapper YAML = YAMLMapper.builder()
            .enable(YAMLParser.Feature.PARSE_BOOLEAN_LIKE_WORDS_AS_STRINGS)
            .build();

    /** Programs find a stored schema by its id, so a changed schema of another meaning has another number. */
    @Test
    void eachSchemaHasItsId() throws IOException {
        Map<String, String> ids = new TreeMap<>();
        for (Path file : SourceFiles.matching("glob:docs/generated/*.schema.json")) {
            ids.put(file.getFileName().toString(), schema(file).getString("$id"));
        }
        assertThat(ids)
                .isEqualTo(Map.of(
                        "hop.schema.json", "urn:s2slab:schema:hop:1",
                        "lesson.schema.json", "urn:s2slab:schema:lesson:1",
                        "scenario.schema.json", "urn:s2slab:schema:scenario:1",
                        "topology.schema.json", "urn:s2slab:schema:topology:1"));
    }

    @ParameterizedTest
    @CsvSource({"scenario, scenarios", "topology, topologies", "lesson, lessons"})
    void aLibraryFindsBundledFilesRightAndAnUnknownKeyWrong(String name, String folder) throws IOException {
        Validator validator = validator(name);
        List<Path> files = SourceFiles.matching("glob:scenarios/engine/src/main/resources/" + folder + "/*.yaml");
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            JsonObject content =
                    new JsonObject(YAML.readTree(Files.readString(file)).toString());
            OutputUnit found = validator.validate(content);
            assertThat(found.getValid()).as("%s: %s", file, found.toJson()).isTrue();
            assertThat(validator.validate(content.put("unknown", 1)).getValid())
                    .as(file.toString())
                    .isFalse();
        }
    }

    /** The schema of a hop is one of its own definitions. */
    @Test
    void aLibraryFindsAHopThatIsNoHop() throws IOException {
        assertThat(validator("hop")
                        .validate(new JsonObject().put("node", "lync"))
                        .getValid())
                .isFalse();
    }

    private static Validator validator(String name) throws IOException {
        return Validator.create(
                JsonSchema.of(schema(ROOT.resolve("docs/generated/" + name + ".schema.json"))),
                new JsonSchemaOptions()
                        .setDraft(Draft.DRAFT202012)
                        .setOutputFormat(OutputFormat.Basic)
                        .setBaseUri("https://localhost/"));
    }

    private static JsonObject schema(Path file) throws IOException {
        return new JsonObject(Files.readString(file));
    }
}
