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
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
        assertThat(hosts.find("autodiscover.contoso.com")).isPresent();
        assertThat(hosts.find("lync.contoso.com"))
                .hasValueSatisfying(address -> assertThat(address.getAddress()).isInstanceOf(Inet6Address.class));
        assertThat(hosts.find("www.example.org")).isEmpty();
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
        assertThat(hosts.find("a")).isPresent();
    }

    @Test
    void goesByWhatItWasToldFirst() throws IOException {
        HostsFile hosts = from("127.0.0.1:1 a\n");
        hosts.put("A", at(3));

        assertThat(hosts.find("a")).contains(at(3));
    }

    @Test
    void refusesALineOfAnotherFormNamingItsPlace() {
        assertThatThrownBy(() -> from("127.0.0.1:1 a\nlocalhost:80 b\n"))
                .isInstanceOf(Refusal.class)
                .hasMessageContaining("hosts:2: 'localhost:80'");
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
        Files.setLastModifiedTime(file, FileTime.from(modified));
        return file;
    }
}
