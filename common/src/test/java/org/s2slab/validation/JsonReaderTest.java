package org.s2slab.validation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.validation.JsonMembers.Kind;
import org.s2slab.validation.JsonReader.Reading;

/** The claim reader byte by byte: what it takes, what it calls a fault of characters (B2), what one of structure (B3). */
class JsonReaderTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "0|NUMBER|0",
                "-0|NUMBER|-0",
                "19|NUMBER|19",
                "-1.50e+19|NUMBER|-1.50e+19",
                "1E-9|NUMBER|1E-9",
                "2e3|NUMBER|2e3",
                "true|BOOLEAN|true",
                "false|BOOLEAN|false",
                "null|NULL|null",
                "[]|ARRAY|[]",
                "[ ]|ARRAY|[]",
                "[1,[2 , 3]]|ARRAY|[]",
                "{}|OBJECT|{}",
                "{ \"b\" : 1 , \"c\":2 }|OBJECT|{}",
                "\"\"|STRING|``",
                "\"x\"|STRING|x"
            })
    void readsEachKindOfValueWithItsText(String value, Kind kind, String text) {
        for (String json : new String[] {"{\"a\":" + value + "}", "\t{\r\n \"a\" :\n" + value + " }\n"}) {
            JsonMembers members = object(json);
            assertThat(members.size()).isEqualTo(1);
            assertThat(members.name(0)).isEqualTo("a");
            assertThat(members.kind(0)).isEqualTo(kind);
            assertThat(members.text(0)).isEqualTo(text);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"a\"",
                "{\"a\":",
                "{\"a\":1",
                "{\"a\":1,",
                "{\"a\":1,}",
                "{a:1}",
                "{\"a\" 1}",
                "{,}",
                "{\"a\":01}",
                "{\"a\":+1}",
                "{\"a\":.5}",
                "{\"a\":5.}",
                "{\"a\":5e}",
                "{\"a\":5e+-1}",
                "{\"a\":-}",
                "{\"a\":tru}",
                "{\"a\":truE}",
                "{\"a\":nul",
                "{\"a\":fals}",
                "{\"a\":[1,]}",
                "{\"a\":[1}",
                "{\"a\":[",
                "{\"a\":[1 2]}",
                "{\"a\":\"",
                "{\"a\":\"x}",
                "{\"a\":\"\\",
                "{\"a\":\"\\u00",
                "{\"a\":1}x",
                "{\"a\":1}{}",
                "{\"a\":\u000b1}",
                "{\"a\":\f1}",
                "{\"a\":/}",
                "{\"a\"::}",
                "{\"a\":1 \"b\":2}",
                "{\"a\":\"\\x\"}",
                "{\"a\":\"\\u00g0\"}",
                "{\"a\":\"\\u 00\"}"
            })
    void readsNothingElse(String json) {
        Reading reading = read(json);
        assertThat(reading.structureFault()).isNotNull();
        assertThat(reading.object()).isNull();
    }

    @Test
    void readsEightLevelsAndNoNinth() {
        String eight = "{\"a\":" + "[".repeat(7) + "]".repeat(7) + "}";
        assertThat(object(eight).size()).isEqualTo(1);
        assertThat(read("{\"a\":" + "[".repeat(8) + "]".repeat(8) + "}").structureFault())
                .startsWith("is nested deeper than 8");
        assertThat(object("{\"a\":".repeat(8) + "1" + "}".repeat(8)).size()).isEqualTo(1);
        assertThat(read("{\"a\":".repeat(9) + "1" + "}".repeat(9)).structureFault())
                .startsWith("is nested deeper than 8");
    }

    @Test
    void readsSixtyFourMembersInAllAndNoMore() {
        StringBuilder members = new StringBuilder("{\"in\":{\"x\":1,\"y\":2}");
        for (int i = 3; i < 64; i++) {
            members.append(",\"m").append(i).append("\":").append(i);
        }
        JsonMembers all = object(members + "}");
        assertThat(all.size()).isEqualTo(62);
        assertThat(all.indexOf("m63")).isEqualTo(61);
        assertThat(all.text(all.indexOf("m40"))).isEqualTo("40");
        assertThat(read(members + ",\"m64\":64}").structureFault()).startsWith("has more than 64 members");
    }

    @Test
    void takesANameAgainInAnotherObjectOnly() {
        assertThat(object("{\"a\":{\"a\":{\"a\":1}},\"b\":[{\"a\":1},{\"a\":2}]}")
                        .size())
                .isEqualTo(2);
        assertThat(read("{\"a\":1,\"b\":2,\"a\":3}").structureFault()).isEqualTo("has the member 'a' twice");
        assertThat(read("{\"x\":{\"a\":1,\"b\":2,\"a\":3}}").structureFault()).isEqualTo("has the member 'a' twice");
    }

    @Test
    void tellsTheFirstFaultOfEachKind() {
        Reading both = read("{\"a\":\"\\u0000\",\"b\":\"\\ud800\",\"a\":1,\"b\":2}");
        assertThat(both.textFault()).isEqualTo("has the control character U+0000");
        assertThat(both.structureFault()).isEqualTo("has the member 'a' twice");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "[{\"a\":1}]", "\"a\"", "1", "null"})
    void readsAValueThatIsNoObjectAsAFaultOfStructure(String json) {
        assertThat(read(json).structureFault()).isEqualTo("is JSON but no object");
        assertThat(read(json).object()).isNull();
    }

    @Test
    void readsAStringOfAnyLengthUpToTheCharacterThatEndsIt() {
        for (int length = 0; length <= 25; length++) {
            String plain = " !#[]~azAZ09".repeat(3).substring(0, length);
            assertThat(value('"' + plain + '"')).isEqualTo(plain);
            for (int at = 0; at <= length; at++) {
                String before = plain.substring(0, at);
                String after = plain.substring(at);
                assertThat(value('"' + before + "\\\"" + after + '"')).isEqualTo(before + '"' + after);
                assertThat(value('"' + before + "\\\\" + after + '"')).isEqualTo(before + '\\' + after);
                assertThat(value('"' + before + "\u00e4" + after + '"')).isEqualTo(before + "\u00e4" + after);
                assertThat(fault('"' + before + "\u007f" + after + '"')).isEqualTo("has the control character U+007f");
                assertThat(read("{\"a\":\"" + before + "\u001f" + after + "\"}").structureFault())
                        .startsWith("a control character stands in a string");
            }
        }
    }

    @Test
    void readsEveryEscape() {
        assertThat(value("\"\\\"\\\\\\/\\u0041\\u00e4\\u20AC\\u20ac\\ud83d\\ude00\""))
                .isEqualTo("\"\\/A\u00e4\u20ac\u20ac\ud83d\ude00");
        for (String control :
                new String[] {"b:0008", "f:000c", "n:000a", "r:000d", "t:0009", "u001f:001f", "u009f:009f"}) {
            String[] parts = control.split(":", -1);
            assertThat(fault("\"\\" + parts[0] + "\"")).isEqualTo("has the control character U+" + parts[1]);
        }
        assertThat(value("\"\\u0020\\u007e\\u00a0\"")).isEqualTo(" ~\u00a0");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\\ud800",
                "\\udbff",
                "\\udc00",
                "\\udfff",
                "\\ud800x",
                "\\udc00\\ud800",
                "\\ud800\\ud800\\udc00",
                "x\\ud83d"
            })
    void findsHalfASurrogatePair(String text) {
        assertThat(fault('"' + text + '"')).isEqualTo("has half a surrogate pair");
    }

    @ParameterizedTest
    @ValueSource(
            ints = {0xa0, 0x7ff, 0x800, 0xfff, 0x1000, 0xd7ff, 0xe000, 0xffff, 0x10000, 0x3ffff, 0x40000, 0x10ffff})
    void readsTheFirstAndLastCharacterOfEachLengthInUtf8(int character) {
        String text = "x" + Character.toString(character) + "y";
        assertThat(value('"' + text + '"')).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "80",
                "bf",
                "c080",
                "c1bf",
                "c2",
                "c27f",
                "c2c0",
                "df",
                "e08080",
                "e09fbf",
                "e0a0",
                "e0a07f",
                "eda080",
                "edbfbf",
                "f0808080",
                "f08fbfbf",
                "f09080",
                "f0908041",
                "f4908080",
                "f5808080",
                "f8888080",
                "fe",
                "ff"
            })
    void findsBytesThatAreNoUtf8(String hex) {
        byte[] bad = HexFormat.of().parseHex(hex);
        byte[] before = "{\"a\":\"".getBytes(StandardCharsets.US_ASCII);
        byte[] json = new byte[before.length + bad.length + 2];
        System.arraycopy(before, 0, json, 0, before.length);
        System.arraycopy(bad, 0, json, before.length, bad.length);
        json[json.length - 2] = '"';
        json[json.length - 1] = '}';
        Reading reading = JsonReader.read(json);
        assertThat(reading.textFault()).startsWith("is not UTF-8");
        assertThat(Objects.requireNonNull(reading.object()).text(0)).startsWith("\ufffd");

        byte[] cut = Arrays.copyOf(json, before.length + bad.length);
        assertThat(JsonReader.read(cut).structureFault()).startsWith("a string does not end");
    }

    @Test
    void findsAByteOrderMarkAndReadsOn() {
        Reading reading = read("\ufeff{\"a\":1}");
        assertThat(reading.textFault()).isEqualTo("begins with a byte order mark");
        assertThat(Objects.requireNonNull(reading.object()).text(0)).isEqualTo("1");
        for (String hex : new String[] {"ef", "efbb", "ef0000", "efbb00", "00bbbf"}) {
            assertThat(JsonReader.read(HexFormat.of().parseHex(hex)).textFault())
                    .as(hex)
                    .isNull();
        }
        assertThat(JsonReader.read(HexFormat.of().parseHex("efbbbf")).textFault())
                .isEqualTo("begins with a byte order mark");
    }

    private static Reading read(String json) {
        return JsonReader.read(json.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonMembers object(String json) {
        Reading reading = read(json);
        assertThat(reading.textFault()).as(json).isNull();
        assertThat(reading.structureFault()).as(json).isNull();
        return Objects.requireNonNull(reading.object());
    }

    private static String value(String json) {
        return object("{\"a\":" + json + "}").text(0);
    }

    private static @Nullable String fault(String json) {
        return read("{\"a\":" + json + "}").textFault();
    }
}
