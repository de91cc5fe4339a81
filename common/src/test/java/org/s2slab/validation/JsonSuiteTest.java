package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.s2slab.testing.SharedVectors;

/** The claim reader against JSONTestSuite, which was written by somebody who did not know it. */
class JsonSuiteTest {
    /** JSON that this reader refuses on purpose: names twice, and control characters, DEL among them (B2, B3). */
    private static final Set<String> REFUSED_ON_PURPOSE = Set.of(
            "y_object_duplicated_key.json",
            "y_object_duplicated_key_and_value.json",
            "y_object_escaped_null_in_key.json",
            "y_string_null_escape.json",
            "y_string_uescaped_newline.json",
            "y_string_unescaped_char_delete.json",
            "y_string_with_del_character.json",
            "y_string_escaped_control_character.json",
            "y_string_allowed_escapes.json");

    @TestFactory
    List<DynamicTest> readsWhatIsJsonAndNothingElse() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path file : SharedVectors.files("jsontestsuite/test_parsing", ".json")) {
            String name = String.valueOf(file.getFileName());
            byte[] json = Files.readAllBytes(file);
            if (name.startsWith("n_")) {
                tests.add(dynamicTest(name, () -> assertThat(isJson(json)).isFalse()));
            } else if (name.startsWith("y_")) {
                boolean expected = !REFUSED_ON_PURPOSE.contains(name);
                tests.add(dynamicTest(name, () -> assertThat(isJson(json)).isEqualTo(expected)));
            } else {
                // Left open by the suite: numbers of any size are JSON here, text that is no Unicode is not.
                boolean expected = name.startsWith("i_number");
                tests.add(dynamicTest(name, () -> assertThat(isJson(json)).isEqualTo(expected)));
            }
        }
        return tests;
    }

    /** Whether a text is JSON without fault, an object or not. */
    private static boolean isJson(byte[] json) {
        JsonReader.Reading reading = JsonReader.read(json);
        String fault = reading.structureFault();
        return reading.textFault() == null && (fault == null || fault.equals("is JSON but no object"));
    }
}
