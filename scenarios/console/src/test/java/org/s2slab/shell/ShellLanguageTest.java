package org.s2slab.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.TestKeys;

/** The little language, at a shell that has no nodes. */
class ShellLanguageTest {
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "'it''s $x'                              => it's $x",
                "$x = 'a'; \"<$x>\"                      => <a>",
                "$x = @{b = @{c = 'd'}}; \"<$($x.b.c)>\" => <d>",
                "$x = 'a'; \"<`$x>\"                     => <$x>",
                "\"a`\"b\"                               => a\"b",
                "$true                                   => True",
                "$null -eq $null                         => True",
                "('a', 'b', 'c').Count                   => 3",
                "('a', 'b', 'c')[-1]                     => c",
                "@('a').Count                            => 1",
                "$x = 'a', 'b'; $x += 'c'; $x -join '+'  => a+b+c",
                "'A' -eq 'a'                             => True",
                "10 -gt 9                                => True",
                "'contoso.com' -like '*.COM'             => True",
                "'contoso.com' -match '^con'             => True",
                "('a', 'b') -contains 'B'                => True",
                "'b' -in 'a', 'b'                        => True",
                "-not $false -and !$false                => True",
                "'a-b' -replace '-', '+'                 => a+b",
                "('a,b' -split ',')[1]                   => b",
                "'a' + 'b' + 1                           => ab1",
                "(Get-Date).AddDays(30)                  => 2026-03-31T12:00:00Z",
                "'Lync'.ToUpper()                        => LYNC",
                "if ('a' -eq 'b') {1} elseif ($true) {2} else {3} => 2",
                "'b', 'a' | Sort-Object | Select-Object -First 1  => a",
                "('{\"a\": [1, 2]}' | ConvertFrom-Json).a.Count    => 2",
                "1 # one                                 => 1",
                "<# none #> 2                            => 2",
                "(1, 2, 3 | Where-Object { $_ -ge 2 }).Count       => 2",
            })
    void aValueIsShown(String line, String shown) {
        assertThat(Typed.alone(line)).isEqualTo(new Typed(0, shown + System.lineSeparator(), ""));
    }

    @Test
    void aBacktickAndAPipeGoOnBelow() {
        assertThat(Typed.alone("""
                # two lines that are one
                Write-Output `
                    -InputObject 'one' |
                    ConvertTo-Json
                """)).isEqualTo(new Typed(0, "\"one\"" + System.lineSeparator(), ""));
    }

    @Test
    void objectsHaveThePropertiesThatWereChosen() {
        Typed typed = Typed.alone("""
                $one = @{Name = 'Exchange'; Enabled = $true; Realm = 'contoso.com'}
                $one | Select-Object -Property Name, Enabled | ConvertTo-Json -Compress
                $one | Select-Object -ExpandProperty Realm
                """);
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out().lines()).containsExactly("{\"Name\":\"Exchange\",\"Enabled\":true}", "contoso.com");
    }

    @Test
    void aTableHasOneLineForEachAndAListOneForEachProperty() {
        String objects = "$all = @{Name = 'a'; Enabled = $true}, @{Name = 'b'; Enabled = $false}\n";
        assertThat(Typed.alone(objects + "$all | Format-Table Name, Enabled").out())
                .containsSubsequence("Name", "Enabled", "----", "-------", "a ", "True", "b ", "False");
        assertThat(Typed.alone(objects + "$all | Format-List -Property Name")
                        .out()
                        .lines())
                .containsSubsequence("Name : a", "", "Name : b");
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = "=>",
            quoteCharacter = '~',
            value = {
                "foreach ($x in 1, 2) { $x }          => 'foreach': The shell has no loops.",
                "1, 2 | ForEach-Object { $_ }         => 'ForEach-Object': The shell has no loops.",
                "while ($true) { }                    => 'while': The shell has no loops.",
                "function Add-One { }                 => 'function': The shell has no functions.",
                "try { 1 } catch { 2 }                => 'try': The shell catches no errors.",
                "New-Object System.Net.WebClient      => 'New-Object': The shell has no .NET types but X509Certificate",
                "New-Object -ComObject Shell.App      => 'New-Object': The shell has no .NET types but X509Certificate",
                "[System.IO.File]::ReadAllText('a')   => '[System.IO.File]::ReadAllText': The shell has no .NET types",
                "[Convert]::FromBase64String('a')     => '[Convert]::FromBase64String': The shell has no .NET types",
                "[string]$x = 1                       => '[string]': The shell has no .NET types",
                "'{0}' -f 1                           => '-f': The shell has no -f.",
                "$x = 2 * 3                           => '*': the shell does not calculate",
                "$x -= 1                              => '-=': the shell does not calculate",
                "Get-Date > file                      => '>': the shell does not redirect.",
                "& notepad.exe                        => '&': the shell runs its own commands only",
                "& 'C:\\Windows\\notepad.exe'          => '&': the shell runs its own commands only",
                "C:\\Windows\\notepad.exe              => 'C:\\Windows\\notepad.exe': the shell runs its own commands only",
                "Get-Date @all                        => has no splatting",
                "Get-Date }                           => '}'",
            })
    void whatTheLanguageHasNotIsSaidByNameBeforeAnythingIsDone(String line, String said) {
        Typed typed = Typed.alone("Write-Output before\n" + line);
        assertThat(typed.err()).startsWith("test.ps1:2: ").contains(said);
        assertThat(typed.out()).isEmpty();
        assertThat(typed.code()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"'open", "\"open", "(1, 2", "if ($true) {", "$x =", "Get-Date |", "@{a = 1", "Get-Date `"})
    void aLineThatIsNotWholeIsNotDone(String line) {
        assertThat(Typed.alone(line).code()).isEqualTo(2);
    }

    @Test
    void aVariableThatWasNeverSetIsNoEmptyText() {
        Typed typed = Typed.alone("$thumbprint = 'a'\n\"<$thumprint>\"");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("test.ps1:2", "'$thumprint' has not been set", "$thumbprint");
    }

    @Test
    void aFailureIsToldAndTheNextLineIsDoneUnlessTheScriptSaysStop() {
        Typed goesOn = Typed.alone("Get-Content /none\nWrite-Output after");
        assertThat(goesOn.out()).contains("after");
        assertThat(goesOn.code()).isEqualTo(1);
        Typed stops = Typed.alone("$ErrorActionPreference = 'Stop'\nGet-Content /none\nWrite-Output after");
        assertThat(stops.out()).isEmpty();
        assertThat(stops.code()).isEqualTo(1);
        Typed silent = Typed.alone("Get-Content /none -ErrorAction SilentlyContinue\nWrite-Output after");
        assertThat(silent.err()).isEmpty();
        assertThat(silent.code()).isZero();
    }

    @Test
    void everyKindOfFailureEndsItsStatementAloneUnlessTheScriptSaysStop() {
        for (String fails : List.of(
                "Get-Nothing",
                "Get-Content -Nonsense 1",
                "Write-Output a b c d",
                "$x = $unset.Name",
                "'text'.Nonsense()",
                "if ($unset) { 1 }",
                "if ($true) { Get-Nothing; Write-Output within }")) {
            Typed goesOn = Typed.alone(fails + "\nWrite-Output after");
            assertThat(goesOn.out()).as(fails).endsWith("after" + System.lineSeparator());
            assertThat(goesOn.err()).as(fails).startsWith("test.ps1:1: ").doesNotContain("test.ps1:2");
            assertThat(goesOn.code()).as(fails).isEqualTo(1);
            Typed stops = Typed.alone("$ErrorActionPreference = 'Stop'\n" + fails + "\nWrite-Output after");
            assertThat(stops.out()).as(fails).doesNotContain("within", "after");
            assertThat(stops.code()).as(fails).isEqualTo(1);
        }
        assertThat(Typed.alone("if ($true) { Get-Nothing; Write-Output within }")
                        .out())
                .contains("within");
        Typed one = Typed.alone("Get-Content /none -ErrorAction Stop\nWrite-Output after");
        assertThat(one.out()).isEmpty();
        assertThat(one.code()).isEqualTo(1);
    }

    @Test
    void cmdletsOfPublishedProceduresThatTheLabDoesNotHaveAreRefusedWithTheReason() {
        Typed typed = Typed.alone("""
                Set-CsAccessEdgeConfiguration -AllowOutsideUsers 1 -AllowFederatedUsers 1 -UseDnsSrvRouting
                New-CsHostingProvider -Identity LyncOnline -ProxyFqdn "sipfed.online.lync.com" -Enabled $true
                Request-CsCertificate -New -Type OAuthTokenIssuer
                """);
        assertThat(typed.err().lines())
                .hasSize(3)
                .allMatch(line -> line.contains("' is not recognized as the name of a cmdlet"))
                .satisfies(lines -> assertThat(lines.get(1)).contains("The lab has no Edge Servers"))
                .satisfies(lines -> assertThat(lines.get(2)).contains("no certification authority"));
    }

    @Test
    void exitEndsTheScriptWithItsCode() {
        assertThat(Typed.alone("Write-Output before\nexit 7\nWrite-Output after"))
                .isEqualTo(new Typed(7, "before" + System.lineSeparator(), ""));
    }

    @Test
    void aSecretIsShownNowhere() {
        Typed typed = Typed.alone("""
                $secret = ConvertTo-SecureString 'Pa55word' -AsPlainText -Force
                $secret
                "<$secret>"
                @{Password = $secret} | ConvertTo-Json
                """);
        assertThat(typed.code()).isZero();
        assertThat(typed.out() + typed.err()).isNotEmpty().doesNotContain("Pa55word");
    }

    @Test
    void nobodyIsAskedByAScript() {
        Typed typed = Typed.alone("$credential = Get-Credential");
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("a script cannot ask for input");
    }

    @Test
    void whatIsShownCanGoToAFile(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("out.txt");
        assertThat(Typed.alone("'a', 'b' | Out-File '" + file + "'; Get-Content '" + file + "' | Measure-Object")
                        .code())
                .isZero();
        assertThat(Files.readAllLines(file)).containsExactly("a", "b");
    }

    @Test
    void aCertificateInAFileBecomesBase64AsInPublicProcedures(@TempDir Path folder) throws Exception {
        Path file = folder.resolve("auth.cer");
        byte[] der = TestKeys.lync().certificate().getEncoded();
        Files.write(file, der);
        Typed typed = Typed.alone("""
                $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate
                $certificate.Import("FILE")
                $binaryValue = $certificate.GetRawCertData()
                [System.Convert]::ToBase64String($binaryValue)
                [System.Convert]::ToBase64String([System.IO.File]::ReadAllBytes("FILE"))
                (New-Object Security.Cryptography.X509Certificates.X509Certificate2 -ArgumentList 'FILE').Thumbprint
                $certificate.NotAfter
                """.replace("FILE", file.toString()));
        assertThat(typed.err()).isEmpty();
        assertThat(typed.out().lines())
                .containsExactly(
                        Base64.getEncoder().encodeToString(der),
                        Base64.getEncoder().encodeToString(der),
                        TestKeys.lync().thumbprint(),
                        TestKeys.NOT_AFTER.toString());
    }

    @Test
    void aFileOfARealServerIsThereOnceItWasExported() {
        Typed typed = Typed.alone("""
                $certificate = New-Object System.Security.Cryptography.X509Certificates.X509Certificate
                $certificate.GetRawCertData()
                $certificate.Import("C:\\Certificates\\Office365.cer")
                """);
        assertThat(typed.code()).isEqualTo(1);
        assertThat(typed.err()).contains("test.ps1:2", "the certificate is empty yet");
        assertThat(Typed.alone(
                                "(New-Object System.Security.Cryptography.X509Certificates.X509Certificate).Import('C:\\a.cer')")
                        .err())
                .contains("there is no file 'C:\\a.cer'", "Export-Certificate -Cert Cert:\\LocalMachine\\My");
    }
}
