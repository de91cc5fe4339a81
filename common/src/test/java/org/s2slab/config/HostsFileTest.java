package org.s2slab.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.refusal.Refusal;

class HostsFileTest {
    @TempDir
    Path folder;

    @Test
    void findsNamesWithoutCase() throws IOException {
        HostsFile hosts = from("""
                # the deployment
                127.0.0.1:8443 exchange.contoso.com  autodiscover.contoso.com # one server
                [::1]:9443 lync.contoso.com
                """);

        assertThat(hosts.find("Exchange.Contoso.COM")).contains(at(8443));
        assertThat(hosts.find("autodiscover.contoso.com")).isNotEmpty();
        assertThat(hosts.find("lync.contoso.com"))
                .singleElement()
                .satisfies(address -> assertThat(address.getAddress()).isInstanceOf(Inet6Address.class));
        assertThat(hosts.find("www.example.org")).isEmpty();
    }

    @Test
    void aNameOnSeveralLinesHasAllTheirAddressesAndEachCallBeginsWithTheNextOne() throws IOException {
        HostsFile hosts = from("""
                127.0.0.1:1 fe1.contoso.com pool.contoso.com
                127.0.0.1:2 fe2.contoso.com pool.contoso.com
                """);

        List<InetSocketAddress> first = hosts.find("pool.contoso.com");
        assertThat(first).containsExactlyInAnyOrder(at(1), at(2));
        assertThat(hosts.find("pool.contoso.com")).containsExactly(first.get(1), first.get(0));
        assertThat(hosts.find("pool.contoso.com")).isEqualTo(first);
        assertThat(hosts.find("fe2.contoso.com")).containsExactly(at(2));
    }

    @Test
    void readsTheFileAgainWhenItChanges() throws IOException {
        HostsFile hosts = from("127.0.0.1:1 a\n");
        assertThat(hosts.find("a")).contains(at(1));

        write("127.0.0.1:2 a\n", Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(hosts.find("a")).contains(at(2));
    }

    @Test
    void seesAReplacedFileOfTheSameDateAndSize() throws IOException {
        HostsFile hosts = from("127.0.0.1:1 a\n");
        assertThat(hosts.find("a")).contains(at(1));

        Path draft = Files.writeString(folder.resolve("draft"), "127.0.0.1:2 a\n");
        Files.setPosixFilePermissions(draft, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setLastModifiedTime(draft, Files.getLastModifiedTime(folder.resolve("hosts")));
        Files.move(draft, folder.resolve("hosts"), StandardCopyOption.REPLACE_EXISTING);
        assertThat(hosts.find("a")).contains(at(2));
    }

    @Test
    void keepsTheLastGoodContentWhenTheFileBecomesUnusable() throws IOException {
        HostsFile hosts = from("127.0.0.1:1 a\n");

        write("nonsense a\n", Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(hosts.find("a")).contains(at(1));
        Files.delete(folder.resolve("hosts"));
        assertThat(hosts.find("a")).isNotEmpty();
    }

    @Test
    void goesByWhatItWasToldFirst() throws IOException {
        HostsFile hosts = from("127.0.0.1:1 a\n");
        hosts.put("A", at(3));

        assertThat(hosts.find("a")).contains(at(3));
    }

    /** The file keeps the DNS name. Each connection resolves it again, because a new container has a new address. */
    @Test
    void leavesADnsNameUnresolved() throws IOException {
        assertThat(from("exchange-1.mail:8443 exchange.contoso.com\n").find("exchange.contoso.com"))
                .singleElement()
                .satisfies(address -> {
                    assertThat(address.isUnresolved()).isTrue();
                    assertThat(address.getHostString()).isEqualTo("exchange-1.mail");
                    assertThat(address.getPort()).isEqualTo(8443);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                ":80",
                "a:0",
                "a:65536",
                "127.0.1:80",
                "1.2.3.400:80",
                "1.2.3.4.5:80",
                "[a]:80",
                "[1.2.3.4]:80",
                "::1:80",
                "-a:80",
                "a-.b:80",
                "a..b:80",
                "a.7:80",
                "a/b:80",
                "a_b:80",
                "h\u00f6st:80",
                "*:80"
            })
    void refusesALineOfAnotherFormNamingItsPlace(String address) {
        assertThatThrownBy(() -> from("127.0.0.1:1 a\n" + address + " b\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("hosts:2: '" + address + "'");
    }

    @Test
    void refusesALineWithoutHost() {
        assertThatThrownBy(() -> from("\nexchange:80 # b\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("hosts:2: there is no host name after 'exchange:80'");
    }

    /** A person who can write this file can send the node's calls to another server. */
    @Test
    void refusesAFileThatOthersMayWrite() throws IOException {
        Path file = write("127.0.0.1:1 a\n", Instant.parse("2029-01-01T00:00:00Z"));
        for (PosixFilePermission right : List.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE)) {
            Files.setPosixFilePermissions(file, EnumSet.of(PosixFilePermission.OWNER_READ, right));
            assertThatThrownBy(() -> HostsFile.fromFile(file))
                    .isInstanceOf(Refusal.class)
                    .hasMessageContaining("hosts-file: file " + file + " has the rights r--")
                    .hasMessageContaining("chmod go-w");
        }
    }

    @Test
    void refusesAFileThatItCannotRead() {
        assertThatThrownBy(() -> HostsFile.fromFile(folder.resolve("none")))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("none");
    }

    private static InetSocketAddress at(int port) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    }

    private HostsFile from(String text) throws IOException {
        return HostsFile.fromFile(write(text, Instant.parse("2029-01-01T00:00:00Z")));
    }

    private Path write(String text, Instant modified) throws IOException {
        Path file = folder.resolve("hosts");
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }
}
