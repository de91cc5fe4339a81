package org.s2slab.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlReaderTest {
    private static final XmlNamespace X = new XmlNamespace("x", "urn:x");

    private static XmlElement read(String document) {
        return XmlReader.read(document.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void readsByLocalNameWhateverThePrefix() {
        XmlElement read = read("<a:r xmlns:a='urn:x'><a:b/><a:c n='1'> x &amp; <![CDATA[y]]></a:c></a:r>");

        assertThat(read.textAt("c")).isEqualTo("x & y");
        assertThat(read.textAt("b")).isNull();
        assertThat(read.textAt("c", "d")).isNull();
        assertThat(read.find("c").orElseThrow().attribute("n")).contains("1");
    }

    @Test
    void findsInTheOrderOfTheDocument() {
        XmlElement read = read("<a><b><c>1</c></b><c>2</c><a>3</a></a>");

        assertThat(read.tree().map(XmlElement::name)).containsExactly("a", "b", "c", "c", "a");
        assertThat(read.find("c").map(XmlElement::text)).contains("1");
        assertThat(read.find("a").map(XmlElement::text)).contains("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE r [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><r>&e;</r>",
                "<!DOCTYPE r><r/>",
                "<r>",
                "",
                "not xml"
            })
    void refusesDocumentTypesAndWhatIsNotWellFormed(String document) {
        assertThatThrownBy(() -> read(document)).isInstanceOf(XmlSyntaxException.class);
    }

    @Test
    void refusesEndlessNesting() {
        assertThatThrownBy(() -> read("<a>".repeat(1000) + "</a>".repeat(1000)))
                .isInstanceOf(XmlSyntaxException.class)
                .hasMessageContaining("Depth");
    }

    @Test
    void refusesMoreElementsThanAnyDocumentHas() {
        assertThatThrownBy(() -> read("<a>" + "<b/>".repeat(200_001) + "</a>"))
                .isInstanceOf(XmlSyntaxException.class)
                .hasMessageContaining("Element Count");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two\nlines", "a\ttab", "a\r\nreturn", "\"<&>'"})
    void readsAttributesAndTextAsTheWriterWasGivenThem(String text) {
        String document = new XmlWriter()
                .open(X, "a")
                .attribute("b", text)
                .text(text)
                .close()
                .document();

        XmlElement read = read(document);

        assertThat(read.attribute("b")).contains(text);
        assertThat(read.text()).isEqualTo(text);
    }
}
