package org.s2slab.lync.exchange;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.buffer.Buffer;
import javax.xml.stream.XMLStreamException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class XmlElementTest {
    @Test
    void readsByLocalNameWhateverThePrefix() throws XMLStreamException {
        XmlElement read =
                XmlElement.parse(Buffer.buffer("<a:r xmlns:a='urn:x'><a:c n='1'>x &amp; <![CDATA[y]]></a:c></a:r>"));

        assertThat(read.textAt("c")).isEqualTo("x & y");
        assertThat(read.find("c").orElseThrow().attribute("n")).isEqualTo("1");
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
        assertThatThrownBy(() -> XmlElement.parse(Buffer.buffer(document))).isInstanceOf(XMLStreamException.class);
    }

    @Test
    void refusesEndlessNesting() {
        assertThatThrownBy(() -> XmlElement.parse(Buffer.buffer("<a>".repeat(1000) + "</a>".repeat(1000))))
                .isInstanceOf(XMLStreamException.class)
                .hasMessageContaining("nested");
    }
}
