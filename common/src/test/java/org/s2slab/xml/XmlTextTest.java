package org.s2slab.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.w3c.dom.Element;

class XmlTextTest {
    private static final int LINE = 4096;

    /** What a parser makes of text in an element; the same must be well-formed in an attribute. */
    private static String read(String text) throws Exception {
        String escaped = XmlText.escape(text);
        String document = "<a b=\"" + escaped + "\">" + escaped + "</a>";
        Element root = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(document.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement();
        return root.getTextContent();
    }

    private static boolean isXml(int c) {
        // [XML 1.0] 2.2: #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD]
        return c == 0x9 || c == 0xA || c == 0xD || (c >= 0x20 && c <= 0xD7FF) || (c >= 0xE000 && c <= 0xFFFD);
    }

    @Test
    void writesEveryCharacterOfXmlAndReplacesEveryOther() throws Exception {
        for (int begin = 0; begin <= 0xFFFF; begin += LINE) {
            StringBuilder text = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            for (int c = begin; c < begin + LINE; c++) {
                // The letter between them leaves each surrogate alone.
                text.append((char) c).append('x');
                expected.append(isXml(c) ? (char) c : '\uFFFD').append('x');
            }
            assertThat(read(text.toString())).isEqualTo(expected.toString());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "a\u0007b, a\uFFFDb",
        "\uD83D\uDE00, \uD83D\uDE00",
        "\uD83D, \uFFFD",
        "\uDE00\uD83D, \uFFFD\uFFFD",
        "\uD83D\uD83D\uDE00, \uFFFD\uD83D\uDE00",
        "\uFFFE\uFFFF, \uFFFD\uFFFD",
        "]]>, ]]>",
        "<a b=\"c\">&amp;, <a b=\"c\">&amp;"
    })
    void readsBackAsItWas(String text, String expected) throws Exception {
        assertThat(read(text)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"abc, 2, ab", "abc, 3, abc", "a\uD83D\uDE00b, 2, a", "a\uD83D\uDE00b, 3, a\uD83D\uDE00", "abc, 0, ''"})
    void cutsNoCharacterInHalf(String text, int most, String start) {
        assertThat(XmlText.start(text, most)).isEqualTo(start);
    }
}
