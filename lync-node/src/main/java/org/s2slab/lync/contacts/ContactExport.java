package org.s2slab.lync.contacts;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.s2slab.lync.users.LyncUser;
import org.s2slab.pki.OwnerOnlyFiles;
import org.s2slab.refusal.Refusal;
import org.s2slab.refusal.RefusalCode;

/** A user's contacts as an XML file; its elements are ours, as the product's are not documented. */
final class ContactExport {
    private ContactExport() {}

    /** The file an administrator names: absolute, in a folder that is there. */
    static Path file(String parameter, String given) {
        try {
            Path file = Path.of(given);
            Path folder = file.getParent();
            if (file.isAbsolute() && folder != null && Files.isDirectory(folder) && !Files.isDirectory(file)) {
                return file;
            }
        } catch (InvalidPathException e) {
            throw refused(parameter, given);
        }
        throw refused(parameter, given);
    }

    private static Refusal refused(String parameter, String given) {
        return new Refusal(
                RefusalCode.PARAMETER_INVALID,
                parameter + ": \"" + given + "\" must be the whole path of a file in a folder that is there.");
    }

    /** Writes the file, for its owner's eyes only; blocks. */
    static void write(Path file, LyncUser user, ContactList list) {
        try {
            OwnerOnlyFiles.write(file, xml(user, list));
        } catch (XMLStreamException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] xml(LyncUser user, ContactList list) throws XMLStreamException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        XMLStreamWriter xml =
                XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(bytes, StandardCharsets.UTF_8.name());
        xml.writeStartDocument(StandardCharsets.UTF_8.name(), "1.0");
        xml.writeStartElement("ContactList");
        xml.writeAttribute("User", "sip:" + user.sip());
        for (String group : list.groups()) {
            xml.writeEmptyElement("Group");
            xml.writeAttribute("Name", group);
        }
        for (Contact contact : list.contacts()) {
            xml.writeStartElement("Contact");
            xml.writeAttribute("Uri", contact.isTelephone() ? contact.address() : "sip:" + contact.address());
            xml.writeAttribute("Name", contact.name());
            for (String group : contact.groups()) {
                xml.writeStartElement("MemberOf");
                xml.writeCharacters(group);
                xml.writeEndElement();
            }
            xml.writeEndElement();
        }
        for (DistributionGroup group : list.distributionGroups()) {
            xml.writeEmptyElement("DistributionGroup");
            xml.writeAttribute("Address", group.smtp());
            xml.writeAttribute("Name", group.name());
        }
        xml.writeEndElement();
        xml.writeEndDocument();
        xml.close();
        return bytes.toByteArray();
    }
}
