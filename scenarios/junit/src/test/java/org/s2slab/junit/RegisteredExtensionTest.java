package org.s2slab.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtensionConfigurationException;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A field with {@code @RegisterExtension} does what the annotation does, and names its lab to static methods. */
class RegisteredExtensionTest {
    @RegisterExtension
    static final S2SLabExtension LAB = S2SLabExtension.topology("lync-alone");

    private static URI lync;

    @BeforeAll
    static void configure() {
        lync = LAB.lab().url("lync");
    }

    @Test
    void suppliesParameters(RunningLab lab, @OnNode("lync") URI node) {
        assertThat(lab).isSameAs(LAB.lab());
        assertThat(node).isEqualTo(lync).hasHost("lync.contoso.com");
    }

    @Nested
    class InANestedClass {
        @Test
        void theDeploymentIsTheSame(RunningLab lab) {
            assertThat(lab).isSameAs(LAB.lab());
        }
    }

    @Test
    void isNotAvailableBeforeItsStart() {
        assertThatThrownBy(() ->
                        S2SLabExtension.scenario("on-premises-trust").shared().lab())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The lab is not running: JUnit starts it before the first test of the class.");
        assertThatThrownBy(() -> new S2SLabExtension().playing("on-premises-trust"))
                .hasMessage("begin with S2SLabExtension.topology or S2SLabExtension.scenario");
    }

    @Test
    void refusesAJUnitThatIsTooOld() {
        S2SLabExtension.requireCurrentJUnit(getClass().getClassLoader());
        assertThatThrownBy(() -> S2SLabExtension.requireCurrentJUnit(ClassLoader.getPlatformClassLoader()))
                .isInstanceOf(ExtensionConfigurationException.class)
                .hasMessage("S2S Lab needs JUnit 5.12 or later, and the class path of the tests has an older one.");
    }
}
