package org.s2slab.exchange.items;

import static org.assertj.core.api.Assertions.assertThat;
import static org.s2slab.exchange.items.MailboxCalls.code;
import static org.s2slab.exchange.items.MailboxCalls.done;
import static org.s2slab.exchange.items.MailboxCalls.field;
import static org.s2slab.exchange.items.MailboxCalls.get;
import static org.s2slab.exchange.items.MailboxCalls.only;
import static org.s2slab.exchange.items.MailboxCalls.parsed;
import static org.s2slab.exchange.items.MailboxCalls.saved;
import static org.s2slab.exchange.items.MailboxCalls.set;
import static org.s2slab.exchange.items.MailboxCalls.text;
import static org.s2slab.exchange.items.MailboxCalls.values;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.s2slab.testing.Requirements;
import org.s2slab.xml.XmlElement;

/** Contacts as MS-OXWSCONT describes them: what a client writes is read back, and names are made of their parts. */
class ContactRequirementsTest {
    private static final String PROPERTIES = """
            <t:FileAs>Filed</t:FileAs><t:DisplayName>Shown</t:DisplayName><t:GivenName>Anna</t:GivenName>\
            <t:Initials>A.M.B.</t:Initials><t:MiddleName>Maria</t:MiddleName><t:Nickname>Annie</t:Nickname>\
            <t:CompanyName>Contoso</t:CompanyName>\
            <t:EmailAddresses><t:Entry Key="EmailAddress1">a1@contoso.com</t:Entry><t:Entry Key="EmailAddress2">a2@contoso.com</t:Entry>\
            <t:Entry Key="EmailAddress3">a3@contoso.com</t:Entry></t:EmailAddresses>\
            <t:PhysicalAddresses>%s</t:PhysicalAddresses><t:PhoneNumbers>%s</t:PhoneNumbers>\
            <t:AssistantName>Sam</t:AssistantName><t:Birthday>1980-01-02T00:00:00Z</t:Birthday>\
            <t:BusinessHomePage>http://contoso.com/anna</t:BusinessHomePage><t:Children><t:String>Tim</t:String><t:String>Ida</t:String></t:Children>\
            <t:Companies><t:String>Fabrikam</t:String></t:Companies><t:Department>Sales</t:Department><t:Generation>Jr.</t:Generation>\
            <t:ImAddresses><t:Entry Key="ImAddress1">i1</t:Entry><t:Entry Key="ImAddress2">i2</t:Entry><t:Entry Key="ImAddress3">i3</t:Entry></t:ImAddresses>\
            <t:JobTitle>Buyer</t:JobTitle><t:Manager>Max</t:Manager><t:Mileage>12 km</t:Mileage><t:OfficeLocation>1/23</t:OfficeLocation>\
            <t:PostalAddressIndex>Home</t:PostalAddressIndex><t:Profession>Lawyer</t:Profession><t:SpouseName>Ben</t:SpouseName>\
            <t:Surname>Berg</t:Surname><t:WeddingAnniversary>2010-05-06T00:00:00Z</t:WeddingAnniversary>\
            <t:UserSMIMECertificate><t:Base64Binary>AQID</t:Base64Binary></t:UserSMIMECertificate>\
            <t:MSExchangeCertificate><t:Base64Binary>BAUG</t:Base64Binary></t:MSExchangeCertificate>""".formatted(
            Stream.of("Business", "Home", "Other")
                    .map(key -> "<t:Entry Key=\"" + key + "\"><t:Street>Street " + key
                            + "</t:Street><t:City>City</t:City><t:State>State</t:State>"
                            + "<t:CountryOrRegion>Land</t:CountryOrRegion><t:PostalCode>123</t:PostalCode></t:Entry>")
                    .collect(Collectors.joining()),
            Stream.of(
                            "AssistantPhone BusinessFax BusinessPhone BusinessPhone2 Callback CarPhone CompanyMainPhone HomeFax HomePhone HomePhone2 Isdn MobilePhone OtherFax OtherTelephone Pager PrimaryPhone RadioPhone Telex TtyTddPhone"
                                    .split(" "))
                    .map(key -> "<t:Entry Key=\"" + key + "\">number of " + key + "</t:Entry>")
                    .collect(Collectors.joining()));

    @RegisterExtension
    static final MailboxCalls mailbox = new MailboxCalls();

    private XmlElement contact(String properties) {
        return saved(mailbox.anna, "contacts", "<t:Contact>" + properties + "</t:Contact>");
    }

    @Test
    @Requirements(
            "CONT R21 R25 R27 R29 R31 R33 R37 R39 R41 R43 R45 R47 R49 R51 R53 R57 R59 R61 R63 R65 R67 R69 R71 R73 R75 R77"
                    + " R79 R326 R328 R311 R312 R228 R238 R242 R246 R250 R254 R258 R260 R262 R264 R266 R268 R272 R124 R125 R126 R151 R152 R153"
                    + " R157 R158 R159 R160 R161 R162 R163 R164 R165 R166 R167 R168 R169 R170 R171 R172 R173 R174 R175 R187 R188 R189 R337")
    void keepsEachProperty() {
        String all = MailboxCalls.properties("contacts:UserSMIMECertificate", "contacts:MSExchangeCertificate")
                .replace("IdOnly", "AllProperties");
        XmlElement created = get(mailbox.anna, contact(PROPERTIES), all);
        XmlElement updated = contact("<t:ContactSource>ActiveDirectory</t:ContactSource><t:Surname>before</t:Surname>");
        for (XmlElement property : parsed(PROPERTIES)) {
            assertThat(created.child(property.name()).map(MailboxCalls::values))
                    .as(property.name())
                    .hasValue(values(property));
        }
        for (String name : List.of("GivenName", "JobTitle", "Surname", "Department", "SpouseName")) {
            done(
                    mailbox.anna,
                    set(
                            updated,
                            field("contacts:" + name),
                            "<t:Contact><t:" + name + ">new</t:" + name + "></t:Contact>"));
        }
        XmlElement read = get(mailbox.anna, updated);
        assertThat(read.child("ContactSource"))
                .as("nobody makes an entry of the directory")
                .isEmpty();
        for (String name : List.of("GivenName", "JobTitle", "Surname", "Department", "SpouseName")) {
            assertThat(text(read, name)).as(name).isEqualTo("new");
        }
    }

    @Test
    @Requirements("CONT R35 R35001 R194 R196 R355 R198 R200 R356 R202 R357 R204 R206 R208 R210 R212")
    void makesTheCompleteNameOfItsParts() {
        XmlElement id = contact(PROPERTIES.replace(
                "<t:FileAs>Filed</t:FileAs>",
                "<t:ExtendedProperty><t:ExtendedFieldURI PropertyTag=\"0x3A45\" PropertyType=\"String\"/><t:Value>Dr.</t:Value>"
                        + "</t:ExtendedProperty>" + phonetic("0x802C", "An-na") + phonetic("0x802D", "Be-ru-gu")
                        + "<t:FileAs>Filed</t:FileAs>"));
        XmlElement name = get(mailbox.anna, id).child("CompleteName").orElseThrow();
        assertThat(name.children())
                .extracting(part -> part.name() + "=" + part.text())
                .contains(
                        "Title=Dr.",
                        "FirstName=Anna",
                        "MiddleName=Maria",
                        "LastName=Berg",
                        "Suffix=Jr.",
                        "Initials=A.M.B.",
                        "FullName=Shown",
                        "Nickname=Annie",
                        "YomiFirstName=An-na",
                        "YomiLastName=Be-ru-gu");
        assertThat(
                        code(
                                only(
                                        mailbox.anna,
                                        set(
                                                id,
                                                field("contacts:CompleteName"),
                                                "<t:Contact><t:CompleteName><t:FirstName>x</t:FirstName></t:CompleteName></t:Contact>"))))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    /** PidLidYomiFirstName and PidLidYomiLastName ([MS-OXOCNTC] 2.2.1.1.11 and 2.2.1.1.12). */
    private static String phonetic(String id, String name) {
        return "<t:ExtendedProperty><t:ExtendedFieldURI DistinguishedPropertySetId=\"Address\" PropertyId=\""
                + Integer.decode(id) + "\" PropertyType=\"String\"/><t:Value>" + name
                + "</t:Value></t:ExtendedProperty>";
    }

    @ParameterizedTest
    @CsvSource({
        "None, As is",
        "LastCommaFirst, 'Berg, Anna Maria'",
        "FirstSpaceLast, Anna Maria Berg Jr.",
        "LastFirstSuffix, BergAnna Jr.",
        "LastFirstMiddleSuffix, Berg Anna Maria Jr.",
        "Company, Contoso",
        "LastCommaFirstCompany, 'Berg, Anna Maria (Contoso)'",
        "CompanyLastFirst, Contoso (BergAnna Maria)",
        "LastFirst, BergAnna Maria",
        "LastFirstCompany, BergAnna Maria (Contoso)",
        "CompanyLastCommaFirst, 'Contoso (Berg, Anna Maria)'",
        "LastSpaceFirstCompany, Berg Anna Maria (Contoso)",
        "CompanyLastSpaceFirst, Contoso (Berg Anna Maria)",
        "LastSpaceFirst, Berg Anna Maria",
        "DisplayName, Shown",
        "FirstName, Anna",
        "LastName, Berg",
        "Empty, ''"
    })
    @Requirements(
            "CONT R23 R130 R131 R132 R133 R134 R135 R136 R137 R138 R139 R140 R141 R142 R143 R144 R145 R146 R147 R1275096 R1275098 R1275100"
                    + " R1275102 R1275104")
    void filesAContactByItsMapping(String mapping, String filed) {
        XmlElement id =
                contact((mapping.equals("None") ? "<t:FileAs>As is</t:FileAs>" : "") + "<t:FileAsMapping>" + mapping
                        + "</t:FileAsMapping><t:DisplayName>Shown</t:DisplayName><t:GivenName>Anna</t:GivenName>"
                        + "<t:MiddleName>Maria</t:MiddleName><t:CompanyName>Contoso</t:CompanyName><t:Generation>Jr.</t:Generation>"
                        + "<t:Surname>Berg</t:Surname>");
        XmlElement read = get(mailbox.anna, id);
        assertThat(text(read, "FileAsMapping")).isEqualTo(mapping);
        assertThat(text(read, "FileAs")).isEqualTo(filed);
    }

    /** Clients set both in one request; the mapping alone makes it anew. */
    @Test
    void keepsAFileAsThatIsGivenBesideAMapping() {
        String mapping = "<t:FileAsMapping>LastCommaFirst</t:FileAsMapping>";
        XmlElement id = contact(
                "<t:FileAs>Own</t:FileAs>" + mapping + "<t:GivenName>Anna</t:GivenName><t:Surname>Berg</t:Surname>");
        assertThat(text(get(mailbox.anna, id), "FileAs")).isEqualTo("Own");
        done(mailbox.anna, MailboxCalls.update(id, setting("GivenName", "<t:GivenName>Eve</t:GivenName>")));
        assertThat(text(get(mailbox.anna, id), "FileAs")).isEqualTo("Own");
        done(
                mailbox.anna,
                MailboxCalls.update(
                        id, setting("FileAs", "<t:FileAs>Other</t:FileAs>") + setting("FileAsMapping", mapping)));
        assertThat(text(get(mailbox.anna, id), "FileAs")).isEqualTo("Other");
        String tag =
                "<t:ExtendedFieldURI DistinguishedPropertySetId=\"Address\" PropertyId=\"32773\" PropertyType=\"String\"/>";
        XmlElement byTag = contact("<t:ExtendedProperty>" + tag + "<t:Value>Tagged</t:Value></t:ExtendedProperty>"
                + mapping + "<t:Surname>Berg</t:Surname>");
        assertThat(text(get(mailbox.anna, byTag), "FileAs")).isEqualTo("Tagged");
        done(mailbox.anna, MailboxCalls.update(id, setting("FileAsMapping", mapping)));
        assertThat(text(get(mailbox.anna, id), "FileAs")).isEqualTo("Berg, Eve");
    }

    private static String setting(String property, String value) {
        return "<t:SetItemField>" + MailboxCalls.field("contacts:" + property) + "<t:Contact>" + value
                + "</t:Contact></t:SetItemField>";
    }

    @ParameterizedTest
    @ValueSource(strings = {"None", "Business", "Home", "Other"})
    @Requirements("CONT R71 R180 R181 R182 R183")
    void keepsTheIndexOfThePostalAddress(String index) {
        XmlElement id = contact("<t:PostalAddressIndex>" + index + "</t:PostalAddressIndex>");
        assertThat(text(get(mailbox.anna, id), "PostalAddressIndex")).isEqualTo(index);
    }

    @Test
    @Requirements("CONT R230 R232 R1275086 R1275088 R1275090")
    void keepsTheAttributesOfAnEmailAddress() {
        XmlElement id = contact(
                "<t:EmailAddresses><t:Entry Key=\"EmailAddress1\" Name=\"Anna B\" RoutingType=\"SMTP\" MailboxType=\"Contact\">"
                        + "a@contoso.com</t:Entry></t:EmailAddresses>");
        XmlElement entry = get(mailbox.anna, id).at("EmailAddresses", "Entry").orElseThrow();
        assertThat(entry.attribute("Name")).hasValue("Anna B");
        assertThat(entry.attribute("RoutingType")).hasValue("SMTP");
        assertThat(entry.attribute("MailboxType")).hasValue("Contact");
    }

    @Test
    @Requirements("CONT R81001")
    void setsNoPicture() {
        XmlElement id = contact("<t:GivenName>x</t:GivenName>");
        assertThat(code(only(
                        mailbox.anna,
                        set(
                                id,
                                field("contacts:HasPicture"),
                                "<t:Contact><t:HasPicture>true</t:HasPicture></t:Contact>"))))
                .isEqualTo("ErrorInvalidPropertySet");
    }

    @Test
    @Requirements("CONT R301001 R262b R368001 R367")
    void refusesContactsOutsideOfContactsFoldersAndBadAddresses() {
        String create = "<m:CreateItem><m:SavedItemFolderId>" + MailboxCalls.folder("%s")
                + "</m:SavedItemFolderId><m:Items><t:Contact>%s</t:Contact></m:Items></m:CreateItem>";
        assertThat(code(only(mailbox.anna, create.formatted("inbox", ""))))
                .isEqualTo("ErrorCannotCreateContactInNonContactFolder");
        assertThat(
                        code(
                                only(
                                        mailbox.anna,
                                        create.formatted(
                                                "contacts",
                                                "<t:EmailAddresses><t:Entry Key=\"EmailAddress1\" RoutingType=\"SMTP\">no address</t:Entry></t:EmailAddresses>"))))
                .isEqualTo("ErrorInvalidContactEmailAddress");
    }
}
