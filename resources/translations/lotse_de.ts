<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AccountConnection</name>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Address of the registry</source>
        <translation>Adresse der Registry</translation>
    </message>
    <message>
        <source>Connects to %1; what kind of registry it is, it tells itself.</source>
        <translation>Verbindet sich mit %1; was für eine Registry es ist, sagt sie selbst.</translation>
    </message>
    <message>
        <source>The host alone, or any web page of the registry.</source>
        <translation>Der Host allein oder irgendeine Webseite der Registry.</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>empty: without a sign-in</source>
        <translation>leer: ohne Anmeldung</translation>
    </message>
    <message>
        <source>User name</source>
        <translation>Benutzername</translation>
    </message>
    <message>
        <source>Signs in by</source>
        <translation>Anmeldung mit</translation>
    </message>
    <message>
        <source>Password or robot secret</source>
        <translation>Passwort oder Robot-Secret</translation>
    </message>
    <message>
        <source>CLI secret of Harbor</source>
        <translation>CLI-Secret von Harbor</translation>
    </message>
    <message>
        <source>Token of the identity provider</source>
        <translation>Token des Identitätsanbieters</translation>
    </message>
    <message>
        <source>Secret</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>kept; type only to replace it</source>
        <translation>gespeichert; nur zum Ersetzen eingeben</translation>
    </message>
    <message>
        <source>password, secret or token</source>
        <translation>Passwort, Secret oder Token</translation>
    </message>
    <message>
        <source>Secret kept</source>
        <translation>Secret behalten</translation>
    </message>
    <message>
        <source>Until the program ends</source>
        <translation>Bis das Programm endet</translation>
    </message>
    <message>
        <source>In the keychain of the desktop</source>
        <translation>Im Schlüsselbund des Desktops</translation>
    </message>
    <message>
        <source>In a file sealed with a master password</source>
        <translation>In einer Datei, versiegelt mit einem Master-Passwort</translation>
    </message>
    <message>
        <source>Where the secret is kept</source>
        <translation>Wo das Secret gespeichert wird</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>Zertifikate</translation>
    </message>
    <message>
        <source>Trust an authority…</source>
        <translation>Zertifizierungsstelle vertrauen…</translation>
    </message>
    <message numerus="yes">
        <source>Trusts %n certificates of its own alone.</source>
        <translation>
            <numerusform>Vertraut wird allein %n eigenem Zertifikat.</numerusform>
            <numerusform>Vertraut wird allein %n eigenen Zertifikaten.</numerusform>
        </translation>
    </message>
    <message>
        <source>Trusts what the system trusts.</source>
        <translation>Vertraut allem, dem das System vertraut.</translation>
    </message>
    <message>
        <source>Pinned key</source>
        <translation>Festgelegter Schlüssel</translation>
    </message>
    <message>
        <source>none: any key with a trusted certificate</source>
        <translation>keiner: jeder Schlüssel mit vertrauenswürdigem Zertifikat</translation>
    </message>
    <message>
        <source>Pinned public key, SHA-256</source>
        <translation>Festgelegter öffentlicher Schlüssel, SHA-256</translation>
    </message>
    <message>
        <source>Pin the key seen</source>
        <translation>Gesehenen Schlüssel festlegen</translation>
    </message>
</context>
<context>
    <name>AccountFields</name>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>as you call it</source>
        <translation>wie Sie sie nennen</translation>
    </message>
    <message>
        <source>Name of the registry</source>
        <translation>Name der Registry</translation>
    </message>
    <message>
        <source>Marks</source>
        <translation>Kennzeichen</translation>
    </message>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
    <message>
        <source>Shows the word PROD wherever this registry is shown.</source>
        <translation>Zeigt das Wort PROD überall, wo diese Registry gezeigt wird.</translation>
    </message>
    <message>
        <source>Colour as #rrggbb</source>
        <translation>Farbe als #rrggbb</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>Änderungen</translation>
    </message>
    <message>
        <source>Allow changes with this account</source>
        <translation>Änderungen mit diesem Konto erlauben</translation>
    </message>
    <message>
        <source>This program may change and delete things at the registry, after asking each time.</source>
        <translation>Dieses Programm darf an der Registry ändern und löschen, jeweils nach Rückfrage.</translation>
    </message>
    <message>
        <source>New accounts are read only: nothing is written to the registry until you allow it here.</source>
        <translation>Neue Konten sind schreibgeschützt: In die Registry wird nichts geschrieben, bis Sie es hier erlauben.</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>library/nginx</source>
        <translation>library/nginx</translation>
    </message>
    <message>
        <source>Repositories, one a line</source>
        <translation>Repositorys, eines pro Zeile</translation>
    </message>
    <message>
        <source>Only for registries that do not list them themselves; one a line.</source>
        <translation>Nur für Registrys, die sie nicht selbst auflisten; eines pro Zeile.</translation>
    </message>
    <message>
        <source>#rrggbb</source>
        <translation>#rrggbb</translation>
    </message>
</context>
<context>
    <name>AccountOutcome</name>
    <message>
        <source>Trust an authority…</source>
        <translation>Zertifizierungsstelle vertrauen…</translation>
    </message>
    <message>
        <source>Answer…</source>
        <translation>Antworten…</translation>
    </message>
</context>
<context>
    <name>AccountPage</name>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Save and open</source>
        <translation>Speichern und öffnen</translation>
    </message>
    <message>
        <source>Test the connection</source>
        <translation>Verbindung testen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Send the password without encryption?</source>
        <translation>Passwort unverschlüsselt senden?</translation>
    </message>
    <message>
        <source>%1 is reached by http. Everybody on the way can read the user name and the password, and change what the registry answers. Use https wherever the registry has it.</source>
        <translation>%1 wird über http erreicht. Alle auf dem Weg können Benutzernamen und Passwort lesen und die Antworten der Registry verändern. Verwenden Sie https, wo immer die Registry es anbietet.</translation>
    </message>
    <message>
        <source>Go on without encryption</source>
        <translation>Unverschlüsselt fortfahren</translation>
    </message>
    <message>
        <source>The key of the registry is another one</source>
        <translation>Die Registry hat einen anderen Schlüssel</translation>
    </message>
    <message>
        <source>Nothing was sent. Ask the administrator whether the key was replaced, and compare the new one with what they say. If nobody replaced it, somebody stands between you and the registry.</source>
        <translation>Es wurde nichts gesendet. Fragen Sie den Administrator, ob der Schlüssel ersetzt wurde, und vergleichen Sie den neuen mit dessen Angabe. Hat ihn niemand ersetzt, steht jemand zwischen Ihnen und der Registry.</translation>
    </message>
    <message>
        <source>Pinned key</source>
        <translation>Festgelegter Schlüssel</translation>
    </message>
    <message>
        <source>New key</source>
        <translation>Neuer Schlüssel</translation>
    </message>
    <message>
        <source>Certificate for</source>
        <translation>Zertifikat für</translation>
    </message>
    <message>
        <source>Issued by</source>
        <translation>Ausgestellt von</translation>
    </message>
    <message>
        <source>Valid</source>
        <translation>Gültig</translation>
    </message>
    <message>
        <source>Pin the new key</source>
        <translation>Neuen Schlüssel festlegen</translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message>
        <source>Registries of this program</source>
        <translation>Registrys dieses Programms</translation>
    </message>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%n Registry</numerusform>
            <numerusform>%n Registrys</numerusform>
        </translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>Bearbeiten</translation>
    </message>
    <message>
        <source>Edit %1</source>
        <translation>%1 bearbeiten</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Remove %1</source>
        <translation>%1 entfernen</translation>
    </message>
    <message>
        <source>No registry yet</source>
        <translation>Noch keine Registry</translation>
    </message>
    <message>
        <source>Add one by its address. Nothing is written to it unless you allow that.</source>
        <translation>Fügen Sie eine über ihre Adresse hinzu. Es wird nichts in sie geschrieben, solange Sie das nicht erlauben.</translation>
    </message>
    <message>
        <source>Remove %1?</source>
        <translation>%1 entfernen?</translation>
    </message>
    <message>
        <source>The account and its secret are removed from this machine for good. Nothing changes at the registry; you can add it again with its address and password.</source>
        <translation>Das Konto und sein Secret werden endgültig von diesem Rechner entfernt. An der Registry ändert sich nichts; Sie können sie mit Adresse und Passwort wieder hinzufügen.</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>Behalten</translation>
    </message>
</context>
<context>
    <name>AllPage</name>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%n Registry</numerusform>
            <numerusform>%n Registrys</numerusform>
        </translation>
    </message>
    <message>
        <source>Edit the list</source>
        <translation>Liste bearbeiten</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Connect all again</source>
        <translation>Alle neu verbinden</translation>
    </message>
    <message>
        <source>No registry yet</source>
        <translation>Noch keine Registry</translation>
    </message>
    <message>
        <source>Add one by its address. Nothing is written to it unless you allow that.</source>
        <translation>Fügen Sie eine über ihre Adresse hinzu. Es wird nichts in sie geschrieben, solange Sie das nicht erlauben.</translation>
    </message>
</context>
<context>
    <name>ArtifactHead</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %n weiterer</numerusform>
            <numerusform>und %n weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>no tag</source>
        <translation>kein Tag</translation>
    </message>
    <message>
        <source>Copy the tags</source>
        <translation>Tags kopieren</translation>
    </message>
    <message>
        <source>Digest %1</source>
        <translation>Digest %1</translation>
    </message>
    <message>
        <source>Copy the digest</source>
        <translation>Digest kopieren</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
</context>
<context>
    <name>ArtifactPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>Als %1 speichern</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>SBOM</source>
        <translation>SBOM</translation>
    </message>
    <message>
        <source>Attached</source>
        <translation>Angehängt</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Pull</translation>
    </message>
    <message>
        <source>Raw</source>
        <translation>Rohdaten</translation>
    </message>
</context>
<context>
    <name>ArtifactsPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Tagged</source>
        <translation>Mit Tag</translation>
    </message>
    <message>
        <source>Untagged</source>
        <translation>Ohne Tag</translation>
    </message>
    <message>
        <source>Charts</source>
        <translation>Charts</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Artifacts of %1</source>
        <translation>Artefakte von %1</translation>
    </message>
    <message>
        <source>No artifacts</source>
        <translation>Keine Artefakte</translation>
    </message>
    <message>
        <source>Nothing was pushed here, or nothing fits the filter.</source>
        <translation>Hierher wurde nichts gepusht, oder nichts passt zum Filter.</translation>
    </message>
</context>
<context>
    <name>AttachedTab</name>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Attached, not verified</source>
        <translation>Angehängt, nicht geprüft</translation>
    </message>
    <message>
        <source>Nothing is attached</source>
        <translation>Nichts angehängt</translation>
    </message>
    <message>
        <source>No signature, SBOM or attestation is listed for this artifact.</source>
        <translation>Für dieses Artefakt ist keine Signatur, SBOM oder Attestierung verzeichnet.</translation>
    </message>
</context>
<context>
    <name>AuditFields</name>
    <message>
        <source>From day</source>
        <translation>Ab Datum</translation>
    </message>
    <message>
        <source>To day</source>
        <translation>Bis Datum</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Any operation</source>
        <translation>Jede Operation</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Any kind</source>
        <translation>Jede Art</translation>
    </message>
    <message>
        <source>Kind of resource</source>
        <translation>Art der Ressource</translation>
    </message>
    <message>
        <source>Resource holds</source>
        <translation>Ressource enthält</translation>
    </message>
    <message>
        <source>Any result</source>
        <translation>Jedes Ergebnis</translation>
    </message>
    <message>
        <source>Success</source>
        <translation>Erfolg</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>AuditPage</name>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>Heute</translation>
    </message>
    <message>
        <source>7 days</source>
        <translation>7 Tage</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>All time</source>
        <translation>Gesamte Zeit</translation>
    </message>
    <message numerus="yes">
        <source>%n entries</source>
        <translation>
            <numerusform>%n Eintrag</numerusform>
            <numerusform>%n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>No entry fits</source>
        <translation>Kein Eintrag passt</translation>
    </message>
    <message>
        <source>The registry keeps no audit entries, or none that you may see.</source>
        <translation>Die Registry führt keine Audit-Einträge oder keine, die Sie sehen dürfen.</translation>
    </message>
    <message>
        <source>Widen the days or clear a field.</source>
        <translation>Erweitern Sie den Zeitraum oder leeren Sie ein Feld.</translation>
    </message>
</context>
<context>
    <name>BusyIndicator</name>
    <message>
        <source>Working</source>
        <translation>In Arbeit</translation>
    </message>
</context>
<context>
    <name>CaDialog</name>
    <message>
        <source>Trust a certificate authority</source>
        <translation>Einer Zertifizierungsstelle vertrauen</translation>
    </message>
    <message>
        <source>File of the certificate authority</source>
        <translation>Datei der Zertifizierungsstelle</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>Zertifikate (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>This account then trusts these certificates alone, no longer those of the system. Take the file from the administrator of the registry, not from the connection itself.</source>
        <translation>Dieses Konto vertraut dann allein diesen Zertifikaten, nicht mehr denen des Systems. Nehmen Sie die Datei vom Administrator der Registry, nicht aus der Verbindung selbst.</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>Datei wählen…</translation>
    </message>
    <message>
        <source>or paste the text that begins with -----BEGIN CERTIFICATE-----</source>
        <translation>oder fügen Sie den Text ein, der mit -----BEGIN CERTIFICATE----- beginnt</translation>
    </message>
    <message>
        <source>Certificates in PEM form</source>
        <translation>Zertifikate im PEM-Format</translation>
    </message>
    <message>
        <source>There is no certificate in PEM form in it. Choose the file of the certificate authority.</source>
        <translation>Darin ist kein Zertifikat im PEM-Format. Wählen Sie die Datei der Zertifizierungsstelle.</translation>
    </message>
    <message>
        <source>%1, issued by %2, %3 to %4</source>
        <translation>%1, ausgestellt von %2, %3 bis %4</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Trust the system again</source>
        <translation>Wieder dem System vertrauen</translation>
    </message>
    <message>
        <source>Trust</source>
        <translation>Vertrauen</translation>
    </message>
</context>
<context>
    <name>ChartCard</name>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Show as a chart</source>
        <translation>Als Diagramm zeigen</translation>
    </message>
    <message>
        <source>Show as a table</source>
        <translation>Als Tabelle zeigen</translation>
    </message>
    <message>
        <source>Save the picture</source>
        <translation>Bild speichern</translation>
    </message>
    <message>
        <source>PNG picture (*.png)</source>
        <translation>PNG-Bild (*.png)</translation>
    </message>
    <message>
        <source>SVG drawing (*.svg)</source>
        <translation>SVG-Zeichnung (*.svg)</translation>
    </message>
</context>
<context>
    <name>ChartTable</name>
    <message>
        <source>%1 as a table</source>
        <translation>%1 als Tabelle</translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message>
        <source>Text</source>
        <translation>Text</translation>
    </message>
    <message>
        <source>Search in the text</source>
        <translation>Im Text suchen</translation>
    </message>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>Weiter</translation>
    </message>
</context>
<context>
    <name>ColumnMenu</name>
    <message>
        <source>Reset the columns</source>
        <translation>Spalten zurücksetzen</translation>
    </message>
</context>
<context>
    <name>ConnectState</name>
    <message>
        <source>Connecting</source>
        <translation>Verbindung wird hergestellt</translation>
    </message>
    <message>
        <source>Sign in…</source>
        <translation>Anmelden…</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>CopyButton</name>
    <message>
        <source>Copied</source>
        <translation>Kopiert</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
</context>
<context>
    <name>Dock</name>
    <message>
        <source>Dock</source>
        <translation>Dock</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Requests</source>
        <translation>Anfragen</translation>
    </message>
    <message>
        <source>Problems</source>
        <translation>Probleme</translation>
    </message>
    <message>
        <source>Fold the dock</source>
        <translation>Dock einklappen</translation>
    </message>
    <message>
        <source>Unfold the dock</source>
        <translation>Dock ausklappen</translation>
    </message>
</context>
<context>
    <name>DockTab</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Clear all</source>
        <translation>Alle leeren</translation>
    </message>
</context>
<context>
    <name>FindingDetail</name>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Fixed in</source>
        <translation>Behoben in</translation>
    </message>
    <message>
        <source>no fix is known</source>
        <translation>keine Korrektur bekannt</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>CVSS</source>
        <translation>CVSS</translation>
    </message>
    <message>
        <source>Vectors</source>
        <translation>Vektoren</translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation>Schwächen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Links</translation>
    </message>
    <message>
        <source>Select a vulnerability to read all of it here.</source>
        <translation>Wählen Sie eine Schwachstelle, um sie hier vollständig zu lesen.</translation>
    </message>
</context>
<context>
    <name>FindingsTab</name>
    <message>
        <source>No vulnerability report</source>
        <translation>Kein Schwachstellenbericht</translation>
    </message>
    <message>
        <source>This registry does not scan. What is attached to the artifact may hold a report.</source>
        <translation>Diese Registry scannt nicht. Was am Artefakt angehängt ist, kann einen Bericht enthalten.</translation>
    </message>
    <message>
        <source>Filter vulnerabilities</source>
        <translation>Schwachstellen filtern</translation>
    </message>
    <message>
        <source>Only fixable</source>
        <translation>Nur behebbare</translation>
    </message>
    <message>
        <source>Save report …</source>
        <translation>Bericht speichern …</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>No report</source>
        <translation>Kein Bericht</translation>
    </message>
    <message>
        <source>Nothing fits the chosen severities</source>
        <translation>Nichts passt zu den gewählten Schweregraden</translation>
    </message>
    <message>
        <source>No vulnerability found</source>
        <translation>Keine Schwachstelle gefunden</translation>
    </message>
    <message>
        <source>Clear a filter to see the others.</source>
        <translation>Leeren Sie einen Filter, um die anderen zu sehen.</translation>
    </message>
    <message>
        <source>Scanned by %1.</source>
        <translation>Gescannt von %1.</translation>
    </message>
</context>
<context>
    <name>HeadCell</name>
    <message>
        <source>%1, sorted, largest first</source>
        <translation>%1, sortiert, größte zuerst</translation>
    </message>
    <message>
        <source>%1, sorted, smallest first</source>
        <translation>%1, sortiert, kleinste zuerst</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Select a row to see its details</source>
        <translation>Wählen Sie eine Zeile, um ihre Details zu sehen</translation>
    </message>
    <message>
        <source>Details of %1</source>
        <translation>Details zu %1</translation>
    </message>
</context>
<context>
    <name>JobListView</name>
    <message>
        <source>Nothing is running</source>
        <translation>Nichts läuft</translation>
    </message>
    <message>
        <source>Long reads, exports and copies appear here. They go on when you leave the page.</source>
        <translation>Lange Lesevorgänge, Exporte und Kopien erscheinen hier. Sie laufen weiter, wenn Sie die Seite verlassen.</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
</context>
<context>
    <name>JobRow</name>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>KindPage</name>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Nothing of this kind here</source>
        <translation>Hier gibt es nichts dieser Art</translation>
    </message>
    <message>
        <source>The registry answered with an empty list.</source>
        <translation>Die Registry hat mit einer leeren Liste geantwortet.</translation>
    </message>
</context>
<context>
    <name>LayersTab</name>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>Platforms; Enter shows the layers of one</source>
        <translation>Plattformen; Enter zeigt die Schichten einer davon</translation>
    </message>
    <message>
        <source>Layers of %1</source>
        <translation>Schichten von %1</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>No layers</source>
        <translation>Keine Schichten</translation>
    </message>
    <message>
        <source>This artifact is not built from layers.</source>
        <translation>Dieses Artefakt ist nicht aus Schichten aufgebaut.</translation>
    </message>
</context>
<context>
    <name>LogPage</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Only lines that hold this text</source>
        <translation>Nur Zeilen, die diesen Text enthalten</translation>
    </message>
    <message>
        <source>%1 of %2 lines</source>
        <translation>%1 von %2 Zeilen</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
    <message>
        <source>This log is empty</source>
        <translation>Dieses Log ist leer</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
</context>
<context>
    <name>LogViewer</name>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Mitlaufen</translation>
    </message>
</context>
<context>
    <name>MasterDialog</name>
    <message>
        <source>Choose a master password</source>
        <translation>Master-Passwort wählen</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Master-Passwort</translation>
    </message>
    <message>
        <source>It seals the secrets of all accounts that are kept in the file. It is stored nowhere: who forgets it has to type the secrets again.</source>
        <translation>Es versiegelt die Secrets aller Konten, die in der Datei gespeichert sind. Es wird nirgends gespeichert: Wer es vergisst, muss die Secrets neu eingeben.</translation>
    </message>
    <message>
        <source>The secrets are in a sealed file. It stays open until the program ends.</source>
        <translation>Die Secrets liegen in einer versiegelten Datei. Sie bleibt offen, bis das Programm endet.</translation>
    </message>
    <message>
        <source>The same again</source>
        <translation>Noch einmal dasselbe</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Seal</source>
        <translation>Versiegeln</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Copy the details</source>
        <translation>Details kopieren</translation>
    </message>
</context>
<context>
    <name>OciTagsPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Tags of %1</source>
        <translation>Tags von %1</translation>
    </message>
    <message>
        <source>No tags</source>
        <translation>Keine Tags</translation>
    </message>
    <message>
        <source>The repository is there, but nothing in it has a tag.</source>
        <translation>Das Repository ist da, aber nichts darin hat einen Tag.</translation>
    </message>
</context>
<context>
    <name>OverviewActivity</name>
    <message>
        <source>Activity over 14 days</source>
        <translation>Aktivität der letzten 14 Tage</translation>
    </message>
    <message numerus="yes">
        <source>%n audit entries</source>
        <translation>
            <numerusform>%n Audit-Eintrag</numerusform>
            <numerusform>%n Audit-Einträge</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewCards</name>
    <message>
        <source>Open the repositories</source>
        <translation>Repositorys öffnen</translation>
    </message>
    <message>
        <source>projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>stored</source>
        <translation>gespeichert</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>artifacts scanned</source>
        <translation>Artefakte gescannt</translation>
    </message>
</context>
<context>
    <name>OverviewFindings</name>
    <message>
        <source>Findings by severity</source>
        <translation>Befunde nach Schweregrad</translation>
    </message>
    <message>
        <source>%1 findings, %2 with a fix. Occurrences as the registry counts them.</source>
        <translation>%1 Befunde, %2 mit Korrektur. Vorkommen, wie die Registry sie zählt.</translation>
    </message>
</context>
<context>
    <name>OverviewPage</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Storage by project, the fullest first</source>
        <translation>Speicher nach Projekt, das vollste zuerst</translation>
    </message>
    <message>
        <source>Storage by project</source>
        <translation>Speicher nach Projekt</translation>
    </message>
    <message>
        <source>No quotas to see</source>
        <translation>Keine Kontingente sichtbar</translation>
    </message>
</context>
<context>
    <name>PageBar</name>
    <message>
        <source>Filter what is loaded</source>
        <translation>Geladenes filtern</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>Alles laden</translation>
    </message>
    <message>
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
</context>
<context>
    <name>PageHost</name>
    <message>
        <source>This page cannot be shown. Press Alt+Left to go back.</source>
        <translation>Diese Seite kann nicht gezeigt werden. Mit Alt+Links geht es zurück.</translation>
    </message>
</context>
<context>
    <name>PaletteDialog</name>
    <message>
        <source>Project, repository, tag, digest, CVE or command</source>
        <translation>Projekt, Repository, Tag, Digest, CVE oder Befehl</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters.</source>
        <translation>Nichts passt. Versuchen Sie es mit weniger Buchstaben.</translation>
    </message>
</context>
<context>
    <name>Pill</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>PolicySentences</name>
    <message>
        <source>Runs only by hand: no schedule is set.</source>
        <translation>Läuft nur von Hand: Es ist kein Zeitplan gesetzt.</translation>
    </message>
    <message>
        <source>Schedule %1 (UTC)</source>
        <translation>Zeitplan %1 (UTC)</translation>
    </message>
</context>
<context>
    <name>ProblemsPanel</name>
    <message>
        <source>No problems</source>
        <translation>Keine Probleme</translation>
    </message>
    <message>
        <source>What fails is kept here with its detail and request ID.</source>
        <translation>Was fehlschlägt, bleibt hier mit Detail und Anfrage-ID erhalten.</translation>
    </message>
    <message>
        <source>Copy the detail</source>
        <translation>Detail kopieren</translation>
    </message>
</context>
<context>
    <name>ProgressBar</name>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
</context>
<context>
    <name>ProjectPage</name>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Robots</source>
        <translation>Robot-Konten</translation>
    </message>
    <message>
        <source>Immutable tags</source>
        <translation>Unveränderliche Tags</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Parts of the project</source>
        <translation>Teile des Projekts</translation>
    </message>
    <message>
        <source>Nothing of this kind in %1</source>
        <translation>Nichts dieser Art in %1</translation>
    </message>
</context>
<context>
    <name>PullCommands</name>
    <message>
        <source>A tag can be moved to another artifact; a digest always names this one.</source>
        <translation>Ein Tag kann auf ein anderes Artefakt verschoben werden; ein Digest benennt immer dieses.</translation>
    </message>
    <message>
        <source>Copy: %1</source>
        <translation>Kopieren: %1</translation>
    </message>
</context>
<context>
    <name>QuotasPage</name>
    <message>
        <source>Quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>No quotas</source>
        <translation>Keine Kontingente</translation>
    </message>
    <message>
        <source>Your account sees no project with a quota.</source>
        <translation>Ihr Konto sieht kein Projekt mit einem Kontingent.</translation>
    </message>
</context>
<context>
    <name>Rail</name>
    <message>
        <source>Registries</source>
        <translation>Registrys</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
</context>
<context>
    <name>RailTile</name>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
</context>
<context>
    <name>RawTab</name>
    <message>
        <source>Manifest</source>
        <translation>Manifest</translation>
    </message>
    <message>
        <source>Config</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>What to show</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>Save manifest …</source>
        <translation>Manifest speichern …</translation>
    </message>
</context>
<context>
    <name>RealmDialog</name>
    <message>
        <source>Sign in at %1?</source>
        <translation>Bei %1 anmelden?</translation>
    </message>
    <message>
        <source>%1 sends sign-ins to %2. No password was sent yet. Agree only if you know that %2 belongs to this registry: it gets your user name and password.</source>
        <translation>%1 verweist Anmeldungen an %2. Es wurde noch kein Passwort gesendet. Stimmen Sie nur zu, wenn Sie wissen, dass %2 zu dieser Registry gehört: Dorthin gehen Ihr Benutzername und Ihr Passwort.</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>It belongs to the registry</source>
        <translation>Es gehört zur Registry</translation>
    </message>
</context>
<context>
    <name>RegistryCard</name>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message>
        <source>made by this program, kept nowhere</source>
        <translation>von diesem Programm erzeugt, nirgends gespeichert</translation>
    </message>
    <message>
        <source>%1, not signed in</source>
        <translation>%1, nicht angemeldet</translation>
    </message>
    <message>
        <source>anonymous</source>
        <translation>anonym</translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
</context>
<context>
    <name>RepositoriesPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Name repositories…</source>
        <translation>Repositorys benennen…</translation>
    </message>
    <message>
        <source>No repositories</source>
        <translation>Keine Repositorys</translation>
    </message>
    <message>
        <source>Nothing was pushed here yet.</source>
        <translation>Hierher wurde noch nichts gepusht.</translation>
    </message>
</context>
<context>
    <name>RequestsPanel</name>
    <message>
        <source>No requests yet</source>
        <translation>Noch keine Anfragen</translation>
    </message>
    <message>
        <source>Every request to a registry appears here and can be copied as a curl command without its secret.</source>
        <translation>Jede Anfrage an eine Registry erscheint hier und kann als curl-Befehl ohne ihr Secret kopiert werden.</translation>
    </message>
    <message>
        <source>Copy as curl</source>
        <translation>Als curl kopieren</translation>
    </message>
</context>
<context>
    <name>ResourceTable</name>
    <message>
        <source>Nothing here</source>
        <translation>Hier ist nichts</translation>
    </message>
</context>
<context>
    <name>RetentionPage</name>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>No retention policy</source>
        <translation>Keine Aufbewahrungsrichtlinie</translation>
    </message>
    <message>
        <source>No project that you may see has one: everything is kept until somebody deletes it.</source>
        <translation>Kein Projekt, das Sie sehen dürfen, hat eine: Alles bleibt, bis jemand es löscht.</translation>
    </message>
    <message>
        <source>Select a policy to read its rules and its runs.</source>
        <translation>Wählen Sie eine Richtlinie, um ihre Regeln und Läufe zu lesen.</translation>
    </message>
    <message>
        <source>(disabled) %1</source>
        <translation>(deaktiviert) %1</translation>
    </message>
    <message>
        <source>%1. Next runs: %2</source>
        <translation>%1. Nächste Läufe: %2</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>It has not run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
</context>
<context>
    <name>RowInspector</name>
    <message>
        <source>Select a row to see all of it here.</source>
        <translation>Wählen Sie eine Zeile, um sie hier vollständig zu sehen.</translation>
    </message>
    <message>
        <source>As the registry sent it</source>
        <translation>Wie die Registry es gesendet hat</translation>
    </message>
    <message>
        <source>The object as the registry sent it</source>
        <translation>Das Objekt, wie die Registry es gesendet hat</translation>
    </message>
</context>
<context>
    <name>SbomTab</name>
    <message>
        <source>Filter packages</source>
        <translation>Pakete filtern</translation>
    </message>
    <message>
        <source>Save SBOM …</source>
        <translation>SBOM speichern …</translation>
    </message>
    <message>
        <source>Packages of the SBOM</source>
        <translation>Pakete der SBOM</translation>
    </message>
    <message>
        <source>No packages</source>
        <translation>Keine Pakete</translation>
    </message>
    <message>
        <source>The SBOM names no package.</source>
        <translation>Die SBOM nennt kein Paket.</translation>
    </message>
</context>
<context>
    <name>SearchField</name>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
</context>
<context>
    <name>Sections</name>
    <message>
        <source>Sections</source>
        <translation>Bereiche</translation>
    </message>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
</context>
<context>
    <name>SeverityBar</name>
    <message>
        <source>no findings</source>
        <translation>keine Befunde</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Go to anything, run a command</source>
        <translation>Zu allem springen, Befehl ausführen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Show a registry</source>
        <translation>Registry zeigen</translation>
    </message>
    <message>
        <source>Read the page again</source>
        <translation>Seite neu lesen</translation>
    </message>
    <message>
        <source>Search in the page</source>
        <translation>In der Seite suchen</translation>
    </message>
    <message>
        <source>Fold or unfold the dock</source>
        <translation>Dock ein- oder ausklappen</translation>
    </message>
    <message>
        <source>Larger, smaller</source>
        <translation>Größer, kleiner</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>This sheet</source>
        <translation>Diese Übersicht</translation>
    </message>
    <message>
        <source>Tables</source>
        <translation>Tabellen</translation>
    </message>
    <message>
        <source>Move</source>
        <translation>Bewegen</translation>
    </message>
    <message>
        <source>Extend the selection</source>
        <translation>Auswahl erweitern</translation>
    </message>
    <message>
        <source>First, last row</source>
        <translation>Erste, letzte Zeile</translation>
    </message>
    <message>
        <source>A screen up, down</source>
        <translation>Eine Bildschirmseite auf, ab</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Select or unselect</source>
        <translation>Auswählen oder abwählen</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
    </message>
    <message>
        <source>Copy the rows</source>
        <translation>Zeilen kopieren</translation>
    </message>
    <message>
        <source>Menu of the row</source>
        <translation>Menü der Zeile</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>Skeleton</name>
    <message>
        <source>Loading</source>
        <translation>Wird geladen</translation>
    </message>
</context>
<context>
    <name>StateView</name>
    <message>
        <source>Hide the details</source>
        <translation>Details ausblenden</translation>
    </message>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>PROD</source>
        <translation>PROD</translation>
    </message>
    <message>
        <source>read only</source>
        <translation>schreibgeschützt</translation>
    </message>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%n Registry</numerusform>
            <numerusform>%n Registrys</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableFoot</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>%L1 of %L2 rows fit the filter</source>
        <translation>%L1 von %L2 Zeilen passen zum Filter</translation>
    </message>
    <message>
        <source>%L1 of %L2 loaded</source>
        <translation>%L1 von %L2 geladen</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n Zeile</numerusform>
            <numerusform>%n Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>Alles laden</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n ausgewählt</numerusform>
            <numerusform>%n ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
</context>
<context>
    <name>TableHead</name>
    <message>
        <source>Columns</source>
        <translation>Spalten</translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Enter</source>
        <translation>Enter</translation>
    </message>
    <message numerus="yes">
        <source>Copy %n rows</source>
        <translation>
            <numerusform>%n Zeile kopieren</numerusform>
            <numerusform>%n Zeilen kopieren</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStates</name>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>No row fits the filter</source>
        <translation>Keine Zeile passt zum Filter</translation>
    </message>
    <message numerus="yes">
        <source>%n rows are loaded; none of them has this text.</source>
        <translation>
            <numerusform>%n Zeile ist geladen; sie enthält diesen Text nicht.</numerusform>
            <numerusform>%n Zeilen sind geladen; keine davon enthält diesen Text.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>Vor</translation>
    </message>
    <message>
        <source>Go to anything</source>
        <translation>Zu allem springen</translation>
    </message>
    <message>
        <source>Opens the palette</source>
        <translation>Öffnet die Palette</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>Tastenkürzel</translation>
    </message>
    <message>
        <source>Light colours</source>
        <translation>Helle Farben</translation>
    </message>
    <message>
        <source>Dark colours</source>
        <translation>Dunkle Farben</translation>
    </message>
</context>
<context>
    <name>TypedHostDialog</name>
    <message>
        <source>Accept</source>
        <translation>Annehmen</translation>
    </message>
    <message>
        <source>This is not the host. Type %1.</source>
        <translation>Das ist nicht der Host. Geben Sie %1 ein.</translation>
    </message>
    <message>
        <source>Type %1 to go on</source>
        <translation>Geben Sie %1 ein, um fortzufahren</translation>
    </message>
    <message>
        <source>Host of the registry</source>
        <translation>Host der Registry</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
</context>
<context>
    <name>WelcomePage</name>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Add your first registry</source>
        <translation>Ihre erste Registry hinzufügen</translation>
    </message>
    <message>
        <source>Harbor is served in full; any other container registry as far as it speaks the OCI Distribution API. Nothing is written unless you allow it for the account.</source>
        <translation>Harbor wird vollständig unterstützt, jede andere Container-Registry, soweit sie die OCI-Distribution-API spricht. Geschrieben wird nichts, solange Sie es für das Konto nicht erlauben.</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
</context>
<context>
    <name>core</name>
    <message>
        <source>The answer cannot be read: %1 is not %2.</source>
        <translation>Die Antwort ist nicht lesbar: %1 ist nicht %2.</translation>
    </message>
    <message>
        <source>The answer is no valid JSON, or it was cut short (at %1).</source>
        <translation>Die Antwort ist kein gültiges JSON oder wurde abgeschnitten (bei %1).</translation>
    </message>
    <message>
        <source>unlimited</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>%1 bytes</source>
        <translation>%1 Bytes</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no digest: it has to be sha256: with 64 or sha512: with 128 lower case hex digits.</source>
        <translation>„%1“ ist kein Digest: Er muss sha256: mit 64 oder sha512: mit 128 kleinen Hexadezimalziffern lauten.</translation>
    </message>
    <message>
        <source>There is no reference: write host/repository:tag or host/repository@digest.</source>
        <translation>Das ist keine Referenz: Schreiben Sie host/repository:tag oder host/repository@digest.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is too long for a reference.</source>
        <translation>„%1“ ist zu lang für eine Referenz.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is an address: write the reference without https://.</source>
        <translation>„%1“ ist eine Adresse: Schreiben Sie die Referenz ohne https://.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no host: write a name or an address, with :port where one is needed.</source>
        <translation>„%1“ ist kein Host: Schreiben Sie einen Namen oder eine Adresse, bei Bedarf mit :port.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no tag: a tag has up to 128 letters, digits, dots, dashes and underscores and begins with none of . and -.</source>
        <translation>„%1“ ist kein Tag: Ein Tag hat bis zu 128 Buchstaben, Ziffern, Punkte, Bindestriche und Unterstriche und beginnt weder mit . noch mit -.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no repository: its parts have lower case letters and digits, joined by . _ or -, with / between them.</source>
        <translation>„%1“ ist kein Repository: Seine Teile bestehen aus Kleinbuchstaben und Ziffern, verbunden mit . _ oder -, dazwischen /.</translation>
    </message>
    <message>
        <source>just now</source>
        <translation>gerade eben</translation>
    </message>
    <message>
        <source>in %1</source>
        <translation>in %1</translation>
    </message>
    <message>
        <source>%1 ago</source>
        <translation>vor %1</translation>
    </message>
    <message>
        <source>%1 could not be written (%2). What was there before is still there; make room or check the rights of the folder, then try again.</source>
        <translation>%1 konnte nicht geschrieben werden (%2). Was vorher dort war, ist noch da; schaffen Sie Platz oder prüfen Sie die Rechte des Ordners, dann versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>Other users may read %1, and its rights could not be changed (%2). Take the rights of group and others from it.</source>
        <translation>Andere Benutzer dürfen %1 lesen, und die Rechte ließen sich nicht ändern (%2). Entziehen Sie der Gruppe und allen anderen die Rechte.</translation>
    </message>
    <message>
        <source>There is no file %1.</source>
        <translation>Es gibt keine Datei %1.</translation>
    </message>
    <message>
        <source>%1 could not be read (%2). Check its rights.</source>
        <translation>%1 konnte nicht gelesen werden (%2). Prüfen Sie die Rechte.</translation>
    </message>
    <message>
        <source>%1 is larger than the %2 bytes that such a file may have; it was not read.</source>
        <translation>%1 ist größer als die %2 Bytes, die eine solche Datei haben darf; sie wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The folder %1 could not be made (%2). Check the rights of the folder above it.</source>
        <translation>Der Ordner %1 konnte nicht angelegt werden (%2). Prüfen Sie die Rechte des übergeordneten Ordners.</translation>
    </message>
    <message>
        <source>%1 should be a folder and is not (%2). Move it away.</source>
        <translation>%1 sollte ein Ordner sein, ist aber keiner (%2). Verschieben Sie die Datei.</translation>
    </message>
    <message>
        <source>The request was cancelled.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The answer is larger than %1 bytes and was refused.</source>
        <translation>Die Antwort ist größer als %1 Bytes und wurde abgelehnt.</translation>
    </message>
    <message>
        <source>%1 findings in %2 images, %3 already decided stay.</source>
        <translation>%1 Befunde in %2 Images, %3 bereits entschiedene bleiben.</translation>
    </message>
    <message>
        <source>Say what is decided: a state is missing.</source>
        <translation>Geben Sie an, was entschieden wird: Ein Zustand fehlt.</translation>
    </message>
    <message>
        <source>Say who decides: the author is missing.</source>
        <translation>Geben Sie an, wer entscheidet: Der Autor fehlt.</translation>
    </message>
    <message>
        <source>A decision must name a vulnerability or a package.</source>
        <translation>Eine Entscheidung muss eine Schwachstelle oder ein Paket nennen.</translation>
    </message>
    <message>
        <source>A text is longer than %1 characters.</source>
        <translation>Ein Text ist länger als %1 Zeichen.</translation>
    </message>
    <message>
        <source>A decision names at most %1 vulnerabilities.</source>
        <translation>Eine Entscheidung nennt höchstens %1 Schwachstellen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no response. It takes %2.</source>
        <translation>„%1“ ist keine Reaktion. Möglich sind %2.</translation>
    </message>
    <message>
        <source>A justification belongs to &quot;not affected&quot; only.</source>
        <translation>Eine Begründung gehört nur zu „nicht betroffen“.</translation>
    </message>
    <message>
        <source>What is in triage or exploitable stays visible.</source>
        <translation>Was in Prüfung oder ausnutzbar ist, bleibt sichtbar.</translation>
    </message>
    <message>
        <source>Give a reason: without one nothing is hidden.</source>
        <translation>Geben Sie einen Grund an: Ohne Grund wird nichts ausgeblendet.</translation>
    </message>
    <message>
        <source>Say until when the risk is accepted.</source>
        <translation>Geben Sie an, bis wann das Risiko akzeptiert wird.</translation>
    </message>
    <message>
        <source>The date of expiry has passed already.</source>
        <translation>Das Ablaufdatum liegt bereits in der Vergangenheit.</translation>
    </message>
    <message>
        <source>Say when to look at this again.</source>
        <translation>Geben Sie an, wann dies erneut geprüft wird.</translation>
    </message>
    <message>
        <source>Someone else than the author must approve what is hidden.</source>
        <translation>Jemand anderes als der Autor muss freigeben, was ausgeblendet wird.</translation>
    </message>
    <message>
        <source>The decision cannot be read: &quot;%1&quot; is missing or wrong.</source>
        <translation>Die Entscheidung ist nicht lesbar: „%1“ fehlt oder ist falsch.</translation>
    </message>
    <message>
        <source>An entry in the history of decisions cannot be read.</source>
        <translation>Ein Eintrag im Verlauf der Entscheidungen ist nicht lesbar.</translation>
    </message>
    <message>
        <source>There is nothing to decide: no finding is left.</source>
        <translation>Es gibt nichts zu entscheiden: Kein Befund ist übrig.</translation>
    </message>
    <message>
        <source>What is to be undone is not in the history.</source>
        <translation>Was rückgängig gemacht werden soll, steht nicht im Verlauf.</translation>
    </message>
    <message>
        <source>This has been undone already.</source>
        <translation>Das wurde bereits rückgängig gemacht.</translation>
    </message>
    <message>
        <source>There is no decision %1 to withdraw.</source>
        <translation>Es gibt keine Entscheidung %1, die zurückgezogen werden könnte.</translation>
    </message>
    <message>
        <source>The history of decisions does not fit together at %1. Restore it from a copy.</source>
        <translation>Der Verlauf der Entscheidungen passt bei %1 nicht zusammen. Stellen Sie ihn aus einer Kopie wieder her.</translation>
    </message>
    <message>
        <source>Nothing has been decided on these findings, so there is nothing to state.</source>
        <translation>Zu diesen Befunden wurde nichts entschieden, also gibt es nichts auszusagen.</translation>
    </message>
    <message>
        <source>Say who stands for this document: the author is missing.</source>
        <translation>Geben Sie an, wer für dieses Dokument einsteht: Der Autor fehlt.</translation>
    </message>
    <message>
        <source>CSAF needs the address of the author, such as https://example.com.</source>
        <translation>CSAF braucht die Adresse des Autors, etwa https://example.com.</translation>
    </message>
    <message>
        <source>The policy has a member &quot;%1&quot; that is not known.</source>
        <translation>Die Richtlinie hat ein unbekanntes Element „%1“.</translation>
    </message>
    <message>
        <source>Rule %1 of the policy needs a name and a query.</source>
        <translation>Regel %1 der Richtlinie braucht einen Namen und eine Abfrage.</translation>
    </message>
    <message>
        <source>The query of rule &quot;%1&quot; cannot be read at character %2: %3</source>
        <translation>Die Abfrage der Regel „%1“ ist ab Zeichen %2 nicht lesbar: %3</translation>
    </message>
    <message>
        <source>&quot;max&quot; of rule &quot;%1&quot; must be a whole number from 0.</source>
        <translation>&quot;max&quot; der Regel „%1“ muss eine ganze Zahl ab 0 sein.</translation>
    </message>
    <message>
        <source>This is no policy that this version reads: &quot;lotse_policy&quot; must be 1.</source>
        <translation>Das ist keine Richtlinie, die diese Version liest: &quot;lotse_policy&quot; muss 1 sein.</translation>
    </message>
    <message>
        <source>&quot;unscanned&quot; is &quot;fail&quot; or &quot;pass&quot;.</source>
        <translation>&quot;unscanned&quot; ist &quot;fail&quot; oder &quot;pass&quot;.</translation>
    </message>
    <message>
        <source>&quot;stale&quot; is a time such as 24h or 7d, or &quot;never&quot;.</source>
        <translation>&quot;stale&quot; ist eine Zeit wie 24h oder 7d oder &quot;never&quot;.</translation>
    </message>
    <message>
        <source>The policy has no list of rules.</source>
        <translation>Die Richtlinie hat keine Liste von Regeln.</translation>
    </message>
    <message>
        <source>The policy has more than 1000 rules.</source>
        <translation>Die Richtlinie hat mehr als 1000 Regeln.</translation>
    </message>
    <message>
        <source>The file is larger than %1 MiB and was not read as %2.</source>
        <translation>Die Datei ist größer als %1 MiB und wurde nicht als %2 gelesen.</translation>
    </message>
    <message>
        <source>The file is no JSON and was not read as %1. Check that it is whole.</source>
        <translation>Die Datei ist kein JSON und wurde nicht als %1 gelesen. Prüfen Sie, ob sie vollständig ist.</translation>
    </message>
    <message>
        <source>No fix is known for %1 findings in %2 images.</source>
        <translation>Für %1 Befunde in %2 Images ist keine Korrektur bekannt.</translation>
    </message>
    <message>
        <source>Upgrade %1 to %2: closes %3 findings in %4 images.</source>
        <translation>%1 auf %2 aktualisieren: erledigt %3 Befunde in %4 Images.</translation>
    </message>
    <message>
        <source>No EPSS list is loaded: scores and epss: know nothing of likelihood.</source>
        <translation>Keine EPSS-Liste geladen: Bewertungen und epss: wissen nichts über die Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>The EPSS list is %1 days old. Import a newer file.</source>
        <translation>Die EPSS-Liste ist %1 Tage alt. Importieren Sie eine neuere Datei.</translation>
    </message>
    <message>
        <source>No list of exploited vulnerabilities (KEV) is loaded: kev: matches nothing.</source>
        <translation>Keine Liste ausgenutzter Schwachstellen (KEV) geladen: kev: findet nichts.</translation>
    </message>
    <message>
        <source>The list of exploited vulnerabilities (KEV) is %1 days old. Import a newer file.</source>
        <translation>Die Liste ausgenutzter Schwachstellen (KEV) ist %1 Tage alt. Importieren Sie eine neuere Datei.</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack the EPSS file.</source>
        <translation>Der Arbeitsspeicher reicht nicht, um die EPSS-Datei zu entpacken.</translation>
    </message>
    <message>
        <source>The EPSS file unpacks to more than 64 MiB and was not read.</source>
        <translation>Die EPSS-Datei ist entpackt größer als 64 MiB und wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>The EPSS file is damaged or cut. Fetch it again.</source>
        <translation>Die EPSS-Datei ist beschädigt oder abgeschnitten. Laden Sie sie neu herunter.</translation>
    </message>
    <message>
        <source>The EPSS file is larger than 64 MiB and was not read.</source>
        <translation>Die EPSS-Datei ist größer als 64 MiB und wurde nicht gelesen.</translation>
    </message>
    <message>
        <source>This is no EPSS list. Take epss_scores-YYYY-MM-DD.csv or .csv.gz as FIRST publishes it.</source>
        <translation>Das ist keine EPSS-Liste. Nehmen Sie epss_scores-YYYY-MM-DD.csv oder .csv.gz, wie FIRST sie veröffentlicht.</translation>
    </message>
    <message>
        <source>This is no list of exploited vulnerabilities. Take known_exploited_vulnerabilities.json as CISA publishes it.</source>
        <translation>Das ist keine Liste ausgenutzter Schwachstellen. Nehmen Sie known_exploited_vulnerabilities.json, wie CISA sie veröffentlicht.</translation>
    </message>
    <message>
        <source>The query is longer than %1 characters.</source>
        <translation>Die Abfrage ist länger als %1 Zeichen.</translation>
    </message>
    <message>
        <source>The query has more than %1 terms.</source>
        <translation>Die Abfrage hat mehr als %1 Begriffe.</translation>
    </message>
    <message>
        <source>There is nothing to exclude after &quot;-&quot;.</source>
        <translation>Nach „-“ gibt es nichts auszuschließen.</translation>
    </message>
    <message>
        <source>There is no filter &quot;%1&quot;. To search for the word itself, put it into quotes.</source>
        <translation>Es gibt keinen Filter „%1“. Um nach dem Wort selbst zu suchen, setzen Sie es in Anführungszeichen.</translation>
    </message>
    <message>
        <source>A value is missing here.</source>
        <translation>Hier fehlt ein Wert.</translation>
    </message>
    <message>
        <source>The closing quote is missing.</source>
        <translation>Das schließende Anführungszeichen fehlt.</translation>
    </message>
    <message>
        <source>After a closing quote there must be a space or a comma.</source>
        <translation>Nach einem schließenden Anführungszeichen muss ein Leerzeichen oder Komma stehen.</translation>
    </message>
    <message>
        <source>The filter &quot;%1&quot; does not compare: leave out the sign.</source>
        <translation>Der Filter „%1“ vergleicht nicht: Lassen Sie das Zeichen weg.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no value of &quot;%2&quot;. It takes %3.</source>
        <translation>„%1“ ist kein Wert von „%2“. Möglich sind %3.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a number from 0 to %2.</source>
        <translation>„%1“ nimmt eine Zahl von 0 bis %2.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; takes a time such as 12h, 30d, 6w or 1y.</source>
        <translation>„%1“ nimmt eine Zeit wie 12h, 30d, 6w oder 1y.</translation>
    </message>
    <message>
        <source>Say whether more or less: %1:&gt;%2 or %1:&lt;%2.</source>
        <translation>Geben Sie an, ob mehr oder weniger: %1:&gt;%2 oder %1:&lt;%2.</translation>
    </message>
    <message>
        <source>This is no report that is known: neither Trivy, Grype, SARIF nor CycloneDX.</source>
        <translation>Das ist kein bekannter Bericht: weder Trivy, Grype, SARIF noch CycloneDX.</translation>
    </message>
    <message>
        <source>Give the rule a name.</source>
        <translation>Geben Sie der Regel einen Namen.</translation>
    </message>
    <message>
        <source>A rule without a condition would decide everything. Write a query.</source>
        <translation>Eine Regel ohne Bedingung würde über alles entscheiden. Schreiben Sie eine Abfrage.</translation>
    </message>
    <message>
        <source>The rule &quot;%1&quot; cannot be read: a member is missing or wrong.</source>
        <translation>Die Regel „%1“ ist nicht lesbar: Ein Element fehlt oder ist falsch.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no range of versions. Write for instance vers:deb/&gt;=3.0.11|&lt;3.0.15.</source>
        <translation>„%1“ ist kein Versionsbereich. Schreiben Sie zum Beispiel vers:deb/&gt;=3.0.11|&lt;3.0.15.</translation>
    </message>
    <message>
        <source>This is no VEX document that is known: neither OpenVEX, CycloneDX nor CSAF 2.0.</source>
        <translation>Das ist kein bekanntes VEX-Dokument: weder OpenVEX, CycloneDX noch CSAF 2.0.</translation>
    </message>
    <message>
        <source>%1 was not taken over: %2</source>
        <translation>%1 wurde nicht übernommen: %2</translation>
    </message>
    <message>
        <source>The scope of the decision on %1 names a registry that is not here; it is taken over for the images named.</source>
        <translation>Der Geltungsbereich der Entscheidung zu %1 nennt eine Registry, die es hier nicht gibt; sie wird für die genannten Images übernommen.</translation>
    </message>
    <message>
        <source>A vulnerability of the document has no id or no status and was left out.</source>
        <translation>Eine Schwachstelle des Dokuments hat keine ID oder keinen Status und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The product &quot;%1&quot; of %2 names neither image nor package.</source>
        <translation>Das Produkt „%1“ von %2 nennt weder Image noch Paket.</translation>
    </message>
    <message>
        <source>The risk of %1 is accepted no longer; it is taken as exploitable.</source>
        <translation>Das Risiko von %1 wird nicht länger akzeptiert; es gilt als ausnutzbar.</translation>
    </message>
    <message>
        <source>The decision beside %1 does not fit what is stated of it and was left out.</source>
        <translation>Die Entscheidung neben %1 passt nicht zu dem, was dazu ausgesagt wird, und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The analysis of &quot;%1&quot; has no state that is known and was left out.</source>
        <translation>Die Analyse von „%1“ hat keinen bekannten Zustand und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>What %1 affects cannot be found in the file; it was left out.</source>
        <translation>Was %1 betrifft, ist in der Datei nicht zu finden; es wurde ausgelassen.</translation>
    </message>
    <message>
        <source>Statement %1 has no status that is known and was left out.</source>
        <translation>Aussage %1 hat keinen bekannten Status und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>Statement %1 names no vulnerability or no product that can be read.</source>
        <translation>Aussage %1 nennt keine Schwachstelle oder kein lesbares Produkt.</translation>
    </message>
    <message>
        <source>The justification &quot;%1&quot; of statement %2 is not known and was left out.</source>
        <translation>Die Begründung „%1“ der Aussage %2 ist nicht bekannt und wurde ausgelassen.</translation>
    </message>
    <message>
        <source>The risk of statement %1 is accepted no longer; it is taken as exploitable.</source>
        <translation>Das Risiko der Aussage %1 wird nicht länger akzeptiert; es gilt als ausnutzbar.</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>User</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Signed in as</source>
        <translation>Angemeldet als</translation>
    </message>
    <message>
        <source>Users found</source>
        <translation>Gefundene Benutzer</translation>
    </message>
    <message>
        <source>My permissions</source>
        <translation>Meine Berechtigungen</translation>
    </message>
    <message>
        <source>My permissions by project</source>
        <translation>Meine Berechtigungen nach Projekt</translation>
    </message>
    <message>
        <source>Permissions that can be granted</source>
        <translation>Erteilbare Berechtigungen</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>Groups found</source>
        <translation>Gefundene Gruppen</translation>
    </message>
    <message>
        <source>LDAP users</source>
        <translation>LDAP-Benutzer</translation>
    </message>
    <message>
        <source>LDAP groups</source>
        <translation>LDAP-Gruppen</translation>
    </message>
    <message>
        <source>Robots</source>
        <translation>Robot-Konten</translation>
    </message>
    <message>
        <source>Robots of a project</source>
        <translation>Robot-Konten eines Projekts</translation>
    </message>
    <message>
        <source>Robot</source>
        <translation>Robot-Konto</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>Quota</source>
        <translation>Kontingent</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>Artifacts of a project</source>
        <translation>Artefakte eines Projekts</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Accessories</source>
        <translation>Anhänge</translation>
    </message>
    <message>
        <source>Vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>Vulnerability report</source>
        <translation>Schwachstellenbericht</translation>
    </message>
    <message>
        <source>Log of a scan</source>
        <translation>Log eines Scans</translation>
    </message>
    <message>
        <source>Addition of an artifact</source>
        <translation>Zusatz eines Artefakts</translation>
    </message>
    <message>
        <source>Build history</source>
        <translation>Build-Verlauf</translation>
    </message>
    <message>
        <source>Security summary</source>
        <translation>Sicherheitsübersicht</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Icon</source>
        <translation>Symbol</translation>
    </message>
    <message>
        <source>The registry has no such object; it may have been deleted.</source>
        <translation>Die Registry hat kein solches Objekt; vielleicht wurde es gelöscht.</translation>
    </message>
    <message>
        <source>Registries</source>
        <translation>Registrys</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>What a registry can do</source>
        <translation>Was eine Registry kann</translation>
    </message>
    <message>
        <source>Kinds of registries</source>
        <translation>Arten von Registrys</translation>
    </message>
    <message>
        <source>Known addresses of registries</source>
        <translation>Bekannte Adressen von Registrys</translation>
    </message>
    <message>
        <source>Replication policies</source>
        <translation>Replikationsrichtlinien</translation>
    </message>
    <message>
        <source>Replication policy</source>
        <translation>Replikationsrichtlinie</translation>
    </message>
    <message>
        <source>Runs of replication</source>
        <translation>Replikationsläufe</translation>
    </message>
    <message>
        <source>Run of replication</source>
        <translation>Replikationslauf</translation>
    </message>
    <message>
        <source>Copies in runs of replication</source>
        <translation>Kopien in Replikationsläufen</translation>
    </message>
    <message>
        <source>Log of a copy</source>
        <translation>Log einer Kopie</translation>
    </message>
    <message>
        <source>Last scan of everything</source>
        <translation>Letzter Scan von allem</translation>
    </message>
    <message>
        <source>Last scheduled scan of everything</source>
        <translation>Letzter geplanter Scan von allem</translation>
    </message>
    <message>
        <source>Schedule of scans</source>
        <translation>Zeitplan der Scans</translation>
    </message>
    <message>
        <source>Garbage collections</source>
        <translation>Speicherbereinigungen</translation>
    </message>
    <message>
        <source>Garbage collection</source>
        <translation>Speicherbereinigung</translation>
    </message>
    <message>
        <source>Log of a garbage collection</source>
        <translation>Log einer Speicherbereinigung</translation>
    </message>
    <message>
        <source>Schedule of garbage collection</source>
        <translation>Zeitplan der Speicherbereinigung</translation>
    </message>
    <message>
        <source>Audit purges</source>
        <translation>Audit-Bereinigungen</translation>
    </message>
    <message>
        <source>Audit purge</source>
        <translation>Audit-Bereinigung</translation>
    </message>
    <message>
        <source>Log of an audit purge</source>
        <translation>Log einer Audit-Bereinigung</translation>
    </message>
    <message>
        <source>Schedule of audit purges</source>
        <translation>Zeitplan der Audit-Bereinigungen</translation>
    </message>
    <message>
        <source>Worker pools</source>
        <translation>Worker-Pools</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Log of a job</source>
        <translation>Log eines Auftrags</translation>
    </message>
    <message>
        <source>Job queues</source>
        <translation>Auftragswarteschlangen</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>Whether schedules are paused</source>
        <translation>Ob Zeitpläne pausiert sind</translation>
    </message>
    <message>
        <source>Exports of findings</source>
        <translation>Exporte von Befunden</translation>
    </message>
    <message>
        <source>Export of findings</source>
        <translation>Export von Befunden</translation>
    </message>
    <message>
        <source>File of an export</source>
        <translation>Datei eines Exports</translation>
    </message>
    <message>
        <source>To read %1, name its %2.</source>
        <translation>Um %1 zu lesen, geben Sie %2 an.</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Project summary</source>
        <translation>Projektübersicht</translation>
    </message>
    <message>
        <source>Whether a project can be deleted</source>
        <translation>Ob ein Projekt gelöscht werden kann</translation>
    </message>
    <message>
        <source>Quotas by project</source>
        <translation>Kontingente nach Projekt</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>Project settings</source>
        <translation>Projekteinstellungen</translation>
    </message>
    <message>
        <source>Project setting</source>
        <translation>Projekteinstellung</translation>
    </message>
    <message>
        <source>Scanner of a project</source>
        <translation>Scanner eines Projekts</translation>
    </message>
    <message>
        <source>Scanners to choose from</source>
        <translation>Wählbare Scanner</translation>
    </message>
    <message>
        <source>Audit trail of a project</source>
        <translation>Audit-Protokoll eines Projekts</translation>
    </message>
    <message>
        <source>Old audit log of a project</source>
        <translation>Altes Audit-Log eines Projekts</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Labels of a project</source>
        <translation>Labels eines Projekts</translation>
    </message>
    <message>
        <source>Label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Repositories of a project</source>
        <translation>Repositorys eines Projekts</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>The report is no valid JSON, or it was cut short. Read it again; if that stays, scan again.</source>
        <translation>Der Bericht ist kein gültiges JSON oder wurde abgeschnitten. Lesen Sie ihn neu; bleibt es dabei, scannen Sie erneut.</translation>
    </message>
    <message>
        <source>The answer is no vulnerability report.</source>
        <translation>Die Antwort ist kein Schwachstellenbericht.</translation>
    </message>
    <message>
        <source>The report is larger than 2 GiB and is not read.</source>
        <translation>Der Bericht ist größer als 2 GiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>A line of the report cannot be read (%1); it is missing here.</source>
        <translation>Eine Zeile des Berichts ist nicht lesbar (%1); sie fehlt hier.</translation>
    </message>
    <message>
        <source>Keep the most recently pushed artifact</source>
        <translation>Das zuletzt gepushte Artefakt behalten</translation>
    </message>
    <message>
        <source>Keep the %1 most recently pushed artifacts</source>
        <translation>Die %1 zuletzt gepushten Artefakte behalten</translation>
    </message>
    <message>
        <source>Keep the most recently pulled artifact</source>
        <translation>Das zuletzt gepullte Artefakt behalten</translation>
    </message>
    <message>
        <source>Keep the %1 most recently pulled artifacts</source>
        <translation>Die %1 zuletzt gepullten Artefakte behalten</translation>
    </message>
    <message>
        <source>Keep the most recently pushed or pulled artifact</source>
        <translation>Das zuletzt gepushte oder gepullte Artefakt behalten</translation>
    </message>
    <message>
        <source>Keep the %1 most recently pushed or pulled artifacts</source>
        <translation>Die %1 zuletzt gepushten oder gepullten Artefakte behalten</translation>
    </message>
    <message>
        <source>Keep artifacts pushed within the last day</source>
        <translation>Artefakte behalten, die am letzten Tag gepusht wurden</translation>
    </message>
    <message>
        <source>Keep artifacts pushed within the last %1 days</source>
        <translation>Artefakte behalten, die in den letzten %1 Tagen gepusht wurden</translation>
    </message>
    <message>
        <source>Keep artifacts pulled within the last day</source>
        <translation>Artefakte behalten, die am letzten Tag gepullt wurden</translation>
    </message>
    <message>
        <source>Keep artifacts pulled within the last %1 days</source>
        <translation>Artefakte behalten, die in den letzten %1 Tagen gepullt wurden</translation>
    </message>
    <message>
        <source>Keep artifacts pushed or pulled within the last day</source>
        <translation>Artefakte behalten, die am letzten Tag gepusht oder gepullt wurden</translation>
    </message>
    <message>
        <source>Keep artifacts pushed or pulled within the last %1 days</source>
        <translation>Artefakte behalten, die in den letzten %1 Tagen gepusht oder gepullt wurden</translation>
    </message>
    <message>
        <source>Keep all artifacts</source>
        <translation>Alle Artefakte behalten</translation>
    </message>
    <message>
        <source>Keep nothing</source>
        <translation>Nichts behalten</translation>
    </message>
    <message>
        <source>Keep artifacts by the rule “%1”, which is not known here</source>
        <translation>Artefakte nach der Regel „%1“ behalten, die hier nicht bekannt ist</translation>
    </message>
    <message>
        <source>of repositories not matching %1</source>
        <translation>aus Repositorys, die nicht zu %1 passen</translation>
    </message>
    <message>
        <source>of repositories matching %1</source>
        <translation>aus Repositorys, die zu %1 passen</translation>
    </message>
    <message>
        <source>with tags not matching %1</source>
        <translation>mit Tags, die nicht zu %1 passen</translation>
    </message>
    <message>
        <source>with tags matching %1</source>
        <translation>mit Tags, die zu %1 passen</translation>
    </message>
    <message>
        <source>untagged ones too</source>
        <translation>auch ohne Tag</translation>
    </message>
    <message>
        <source>untagged ones not</source>
        <translation>nicht ohne Tag</translation>
    </message>
    <message>
        <source>switched off</source>
        <translation>ausgeschaltet</translation>
    </message>
    <message>
        <source>Kinds of retention rules</source>
        <translation>Arten von Aufbewahrungsregeln</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Runs of retention</source>
        <translation>Aufbewahrungsläufe</translation>
    </message>
    <message>
        <source>Repositories in runs of retention</source>
        <translation>Repositorys in Aufbewahrungsläufen</translation>
    </message>
    <message>
        <source>Log of a run of retention</source>
        <translation>Log eines Aufbewahrungslaufs</translation>
    </message>
    <message>
        <source>Immutable tags</source>
        <translation>Unveränderliche Tags</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Webhook</source>
        <translation>Webhook</translation>
    </message>
    <message>
        <source>Runs of webhooks</source>
        <translation>Webhook-Läufe</translation>
    </message>
    <message>
        <source>Deliveries of webhooks</source>
        <translation>Webhook-Zustellungen</translation>
    </message>
    <message>
        <source>Log of a delivery</source>
        <translation>Log einer Zustellung</translation>
    </message>
    <message>
        <source>Jobs of webhooks</source>
        <translation>Webhook-Aufträge</translation>
    </message>
    <message>
        <source>Last events of webhooks</source>
        <translation>Letzte Webhook-Ereignisse</translation>
    </message>
    <message>
        <source>Events for webhooks</source>
        <translation>Ereignisse für Webhooks</translation>
    </message>
    <message>
        <source>Kinds of peer-to-peer networks</source>
        <translation>Arten von Peer-to-Peer-Netzen</translation>
    </message>
    <message>
        <source>Peer-to-peer networks</source>
        <translation>Peer-to-Peer-Netze</translation>
    </message>
    <message>
        <source>Peer-to-peer network</source>
        <translation>Peer-to-Peer-Netz</translation>
    </message>
    <message>
        <source>Preheat policies</source>
        <translation>Vorwärm-Richtlinien</translation>
    </message>
    <message>
        <source>Preheat policy</source>
        <translation>Vorwärm-Richtlinie</translation>
    </message>
    <message>
        <source>Runs of preheating</source>
        <translation>Vorwärm-Läufe</translation>
    </message>
    <message>
        <source>Run of preheating</source>
        <translation>Vorwärm-Lauf</translation>
    </message>
    <message>
        <source>Artifacts in runs of preheating</source>
        <translation>Artefakte in Vorwärm-Läufen</translation>
    </message>
    <message>
        <source>Log of preheating</source>
        <translation>Vorwärm-Log</translation>
    </message>
    <message>
        <source>Peer-to-peer networks of a project</source>
        <translation>Peer-to-Peer-Netze eines Projekts</translation>
    </message>
    <message>
        <source>Ping</source>
        <translation>Ping</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Statistics</source>
        <translation>Statistik</translation>
    </message>
    <message>
        <source>About the registry</source>
        <translation>Über die Registry</translation>
    </message>
    <message>
        <source>Volumes</source>
        <translation>Volumes</translation>
    </message>
    <message>
        <source>Certificate of the registry</source>
        <translation>Zertifikat der Registry</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Internal configuration</source>
        <translation>Interne Konfiguration</translation>
    </message>
    <message>
        <source>Allowed vulnerabilities</source>
        <translation>Zugelassene Schwachstellen</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Old audit log</source>
        <translation>Altes Audit-Log</translation>
    </message>
    <message>
        <source>Kinds of audit entries</source>
        <translation>Arten von Audit-Einträgen</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>What scanners can do</source>
        <translation>Was Scanner können</translation>
    </message>
    <message>
        <source>Name the project of the repository %1 as well.</source>
        <translation>Geben Sie auch das Projekt des Repositorys %1 an.</translation>
    </message>
    <message>
        <source>The keychain refused to open. Unlock it and try again, or keep the secret for this session only.</source>
        <translation>Der Schlüsselbund ließ sich nicht öffnen. Entsperren Sie ihn und versuchen Sie es erneut, oder behalten Sie das Secret nur für diese Sitzung.</translation>
    </message>
    <message>
        <source>Cosign signature</source>
        <translation>Cosign-Signatur</translation>
    </message>
    <message>
        <source>Notation signature</source>
        <translation>Notation-Signatur</translation>
    </message>
    <message>
        <source>Sigstore bundle (signature or attestation)</source>
        <translation>Sigstore-Bundle (Signatur oder Attestierung)</translation>
    </message>
    <message>
        <source>Attestation</source>
        <translation>Attestierung</translation>
    </message>
    <message>
        <source>SBOM (SPDX)</source>
        <translation>SBOM (SPDX)</translation>
    </message>
    <message>
        <source>SBOM (CycloneDX)</source>
        <translation>SBOM (CycloneDX)</translation>
    </message>
    <message>
        <source>SBOM</source>
        <translation>SBOM</translation>
    </message>
    <message>
        <source>List of attachments</source>
        <translation>Liste der Anhänge</translation>
    </message>
    <message>
        <source>Other</source>
        <translation>Anderes</translation>
    </message>
    <message>
        <source>API and tag</source>
        <translation>API und Tag</translation>
    </message>
    <message>
        <source>API</source>
        <translation>API</translation>
    </message>
    <message>
        <source>tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>What</source>
        <translation>Was</translation>
    </message>
    <message>
        <source>Standing</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>attached, not verified</source>
        <translation>angehängt, nicht geprüft</translation>
    </message>
    <message>
        <source>Artifact type</source>
        <translation>Artefakttyp</translation>
    </message>
    <message>
        <source>Digest</source>
        <translation>Digest</translation>
    </message>
    <message>
        <source>Manifest size</source>
        <translation>Manifestgröße</translation>
    </message>
    <message>
        <source>Listed by</source>
        <translation>Verzeichnet durch</translation>
    </message>
    <message>
        <source>Not everything could be read, so more may be attached: %1</source>
        <translation>Nicht alles war lesbar, es kann also mehr angehängt sein: %1</translation>
    </message>
    <message>
        <source>The last day lies before the first one.</source>
        <translation>Das Enddatum liegt vor dem Anfangsdatum.</translation>
    </message>
    <message>
        <source>A comma cannot be searched for: the registry takes it for the end of a term.</source>
        <translation>Nach einem Komma kann nicht gesucht werden: Die Registry hält es für das Ende eines Begriffs.</translation>
    </message>
    <message>
        <source>Severity</source>
        <translation>Schweregrad</translation>
    </message>
    <message>
        <source>Vulnerability</source>
        <translation>Schwachstelle</translation>
    </message>
    <message>
        <source>CVSS</source>
        <translation>CVSS</translation>
    </message>
    <message>
        <source>Package</source>
        <translation>Paket</translation>
    </message>
    <message>
        <source>Installed</source>
        <translation>Installiert</translation>
    </message>
    <message>
        <source>Fixed in</source>
        <translation>Behoben in</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>There is no report: it was not scanned, or the scan failed.</source>
        <translation>Es gibt keinen Bericht: Es wurde nicht gescannt, oder der Scan ist fehlgeschlagen.</translation>
    </message>
    <message>
        <source>%1 lines of the report cannot be read and are missing here.</source>
        <translation>%1 Zeilen des Berichts sind nicht lesbar und fehlen hier.</translation>
    </message>
    <message>
        <source>Platform</source>
        <translation>Plattform</translation>
    </message>
    <message>
        <source>no platform</source>
        <translation>keine Plattform</translation>
    </message>
    <message>
        <source>Media type</source>
        <translation>Medientyp</translation>
    </message>
    <message>
        <source>Layer</source>
        <translation>Schicht</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Made by</source>
        <translation>Erzeugt durch</translation>
    </message>
    <message>
        <source>the history does not say</source>
        <translation>steht nicht im Verlauf</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>The config could not be read: %1</source>
        <translation>Die Konfiguration konnte nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>Built</source>
        <translation>Gebaut</translation>
    </message>
    <message>
        <source>Author</source>
        <translation>Autor</translation>
    </message>
    <message>
        <source>Entrypoint</source>
        <translation>Entrypoint</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>root (none is set)</source>
        <translation>root (keiner gesetzt)</translation>
    </message>
    <message>
        <source>Working directory</source>
        <translation>Arbeitsverzeichnis</translation>
    </message>
    <message>
        <source>Ports</source>
        <translation>Ports</translation>
    </message>
    <message>
        <source>Environment</source>
        <translation>Umgebung</translation>
    </message>
    <message>
        <source>Image labels</source>
        <translation>Image-Labels</translation>
    </message>
    <message>
        <source>Annotations</source>
        <translation>Annotationen</translation>
    </message>
    <message>
        <source>%1 s</source>
        <translation>%1 s</translation>
    </message>
    <message>
        <source>%1 min %2 s</source>
        <translation>%1 min %2 s</translation>
    </message>
    <message>
        <source>%1 h %2 min</source>
        <translation>%1 h %2 min</translation>
    </message>
    <message>
        <source>expired %1</source>
        <translation>abgelaufen %1</translation>
    </message>
    <message>
        <source>system</source>
        <translation>System</translation>
    </message>
    <message>
        <source>all projects</source>
        <translation>alle Projekte</translation>
    </message>
    <message>
        <source>%1: %2 rights</source>
        <translation>%1: %2 Rechte</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Mail</source>
        <translation>E-Mail</translation>
    </message>
    <message>
        <source>System admin</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>by the sign-in service</source>
        <translation>über den Anmeldedienst</translation>
    </message>
    <message>
        <source>Comment</source>
        <translation>Kommentar</translation>
    </message>
    <message>
        <source>Type</source>
        <translation>Typ</translation>
    </message>
    <message>
        <source>LDAP name</source>
        <translation>LDAP-Name</translation>
    </message>
    <message>
        <source>Level</source>
        <translation>Ebene</translation>
    </message>
    <message>
        <source>project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>State</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>disabled</source>
        <translation>deaktiviert</translation>
    </message>
    <message>
        <source>expired</source>
        <translation>abgelaufen</translation>
    </message>
    <message>
        <source>enabled</source>
        <translation>aktiv</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>Permissions</source>
        <translation>Berechtigungen</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Scope</source>
        <translation>Geltungsbereich</translation>
    </message>
    <message>
        <source>global</source>
        <translation>global</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Operation</source>
        <translation>Operation</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>success</source>
        <translation>erfolgreich</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>fehlgeschlagen</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartend</translation>
    </message>
    <message>
        <source>Oldest waits, s</source>
        <translation>Älteste wartet, s</translation>
    </message>
    <message>
        <source>paused</source>
        <translation>pausiert</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>Auftrag</translation>
    </message>
    <message>
        <source>free</source>
        <translation>frei</translation>
    </message>
    <message>
        <source>Worker</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Pool</source>
        <translation>Pool</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Beginn</translation>
    </message>
    <message>
        <source>Of</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>Cron</source>
        <translation>Cron</translation>
    </message>
    <message>
        <source>Changed</source>
        <translation>Geändert</translation>
    </message>
    <message>
        <source>Target</source>
        <translation>Ziel</translation>
    </message>
    <message>
        <source>Events</source>
        <translation>Ereignisse</translation>
    </message>
    <message>
        <source>Certificate checked</source>
        <translation>Zertifikat geprüft</translation>
    </message>
    <message>
        <source>this registry</source>
        <translation>diese Registry</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Richtlinie</translation>
    </message>
    <message>
        <source>From</source>
        <translation>Von</translation>
    </message>
    <message>
        <source>To</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>Trigger</source>
        <translation>Auslöser</translation>
    </message>
    <message>
        <source>Overwrites</source>
        <translation>Überschreibt</translation>
    </message>
    <message>
        <source>Deletes too</source>
        <translation>Löscht auch</translation>
    </message>
    <message>
        <source>Run</source>
        <translation>Lauf</translation>
    </message>
    <message>
        <source>Started by</source>
        <translation>Gestartet von</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Total</source>
        <translation>Gesamt</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>Dauer</translation>
    </message>
    <message>
        <source>Message</source>
        <translation>Meldung</translation>
    </message>
    <message>
        <source>Instance</source>
        <translation>Instanz</translation>
    </message>
    <message>
        <source>Vendor</source>
        <translation>Anbieter</translation>
    </message>
    <message>
        <source>Enabled</source>
        <translation>Aktiviert</translation>
    </message>
    <message>
        <source>%1 and %2 more</source>
        <translation>%1 und %2 weitere</translation>
    </message>
    <message>
        <source>index of %1</source>
        <translation>Index aus %1</translation>
    </message>
    <message>
        <source>The scan overview is being read.</source>
        <translation>Die Scan-Übersicht wird gelesen.</translation>
    </message>
    <message>
        <source>not scannable</source>
        <translation>nicht scanbar</translation>
    </message>
    <message>
        <source>not scanned</source>
        <translation>nicht gescannt</translation>
    </message>
    <message>
        <source>scan failed</source>
        <translation>Scan fehlgeschlagen</translation>
    </message>
    <message>
        <source>scanning, %1 %</source>
        <translation>Scan läuft, %1 %</translation>
    </message>
    <message>
        <source>%1, %2 fixable</source>
        <translation>%1, %2 behebbar</translation>
    </message>
    <message>
        <source>no findings</source>
        <translation>keine Befunde</translation>
    </message>
    <message>
        <source>%1 critical, %2 high, %3 medium, %4 low, %5 none, %6 unknown. Scanned %7 by %8</source>
        <translation>%1 kritisch, %2 hoch, %3 mittel, %4 niedrig, %5 ohne, %6 unbekannt. Gescannt %7 von %8</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>The registry holds something of a signature&apos;s type. Nobody has verified it.</source>
        <translation>Die Registry enthält etwas vom Typ einer Signatur. Niemand hat es geprüft.</translation>
    </message>
    <message>
        <source>attached</source>
        <translation>angehängt</translation>
    </message>
    <message>
        <source>untagged</source>
        <translation>ohne Tag</translation>
    </message>
    <message>
        <source>Signature</source>
        <translation>Signatur</translation>
    </message>
    <message>
        <source>Pushed</source>
        <translation>Gepusht</translation>
    </message>
    <message>
        <source>Last pull</source>
        <translation>Letzter Pull</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>public</source>
        <translation>öffentlich</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>proxy cache</source>
        <translation>Proxy-Cache</translation>
    </message>
    <message>
        <source>Your role</source>
        <translation>Ihre Rolle</translation>
    </message>
    <message>
        <source>project admin</source>
        <translation>Projektadministrator</translation>
    </message>
    <message>
        <source>developer</source>
        <translation>Entwickler</translation>
    </message>
    <message>
        <source>guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>maintainer</source>
        <translation>Maintainer</translation>
    </message>
    <message>
        <source>limited guest</source>
        <translation>eingeschränkter Gast</translation>
    </message>
    <message>
        <source>Scan on push</source>
        <translation>Scan beim Push</translation>
    </message>
    <message>
        <source>Blocks from</source>
        <translation>Blockiert ab</translation>
    </message>
    <message>
        <source>nothing blocked</source>
        <translation>nichts blockiert</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Pulls</source>
        <translation>Pulls</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Immutable</source>
        <translation>Unveränderlich</translation>
    </message>
    <message>
        <source>all but</source>
        <translation>alle außer</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>scheduled</source>
        <translation>nach Zeitplan</translation>
    </message>
    <message>
        <source>Used share</source>
        <translation>Belegter Anteil</translation>
    </message>
    <message>
        <source>Used</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>Limit</source>
        <translation>Grenze</translation>
    </message>
    <message>
        <source>Left</source>
        <translation>Frei</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Schedule</source>
        <translation>Zeitplan</translation>
    </message>
    <message>
        <source>Dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Not kept</source>
        <translation>Nicht behalten</translation>
    </message>
    <message>
        <source>Freed</source>
        <translation>Freigegeben</translation>
    </message>
    <message>
        <source>Blobs removed</source>
        <translation>Entfernte Blobs</translation>
    </message>
    <message>
        <source>Manifests removed</source>
        <translation>Entfernte Manifeste</translation>
    </message>
    <message>
        <source>Removes untagged</source>
        <translation>Entfernt ohne Tag</translation>
    </message>
    <message>
        <source>Parameters</source>
        <translation>Parameter</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>Value</source>
        <translation>Wert</translation>
    </message>
    <message>
        <source>Can be changed</source>
        <translation>Änderbar</translation>
    </message>
    <message>
        <source>Default</source>
        <translation>Standard</translation>
    </message>
    <message>
        <source>CVSS 3</source>
        <translation>CVSS 3</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Known from</source>
        <translation>Herkunft</translation>
    </message>
    <message>
        <source>named by you</source>
        <translation>von Ihnen benannt</translation>
    </message>
    <message>
        <source>the catalog</source>
        <translation>Katalog</translation>
    </message>
    <message>
        <source>%1 repositories, then the list broke off: %2</source>
        <translation>%1 Repositorys, dann brach die Liste ab: %2</translation>
    </message>
    <message>
        <source>This registry does not list its repositories: %1 Add the ones you want to see.</source>
        <translation>Diese Registry listet ihre Repositorys nicht auf: %1 Fügen Sie die hinzu, die Sie sehen möchten.</translation>
    </message>
    <message>
        <source>Attached by tag</source>
        <translation>Per Tag angehängt</translation>
    </message>
    <message>
        <source>%1 tags, then the list broke off: %2</source>
        <translation>%1 Tags, dann brach die Liste ab: %2</translation>
    </message>
    <message>
        <source>not readable: %1</source>
        <translation>nicht lesbar: %1</translation>
    </message>
    <message>
        <source>image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Stopped at %1 rows. Refresh to read on.</source>
        <translation>Bei %1 Zeilen angehalten. Aktualisieren Sie, um weiterzulesen.</translation>
    </message>
    <message>
        <source>%1 rows could not be read and are not shown.</source>
        <translation>%1 Zeilen waren nicht lesbar und werden nicht gezeigt.</translation>
    </message>
    <message>
        <source>%1 of %2 rows: the list changed while it was read. Refresh to read it again.</source>
        <translation>%1 von %2 Zeilen: Die Liste änderte sich beim Lesen. Aktualisieren Sie, um sie neu zu lesen.</translation>
    </message>
    <message>
        <source>Not complete: no answer for %1.</source>
        <translation>Nicht vollständig: keine Antwort für %1.</translation>
    </message>
    <message>
        <source>%1 of %2 rows loaded: %3</source>
        <translation>%1 von %2 Zeilen geladen: %3</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>Lizenzen</translation>
    </message>
    <message>
        <source>Package URL</source>
        <translation>Paket-URL</translation>
    </message>
    <message>
        <source>No SBOM is attached to this artifact.</source>
        <translation>An dieses Artefakt ist keine SBOM angehängt.</translation>
    </message>
    <message>
        <source>The attached SBOM has no content.</source>
        <translation>Die angehängte SBOM hat keinen Inhalt.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the answer was whole. Nothing of it is used; try again.</source>
        <translation>Die Verbindung zu %1 endete, bevor die Antwort vollständig war. Nichts davon wird verwendet; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>The connection to %1 ended before the answer to a change came. It is not known whether the change was made; look at it again before you repeat it.</source>
        <translation>Die Verbindung zu %1 endete, bevor die Antwort auf eine Änderung kam. Ob die Änderung ausgeführt wurde, ist nicht bekannt; sehen Sie nach, bevor Sie sie wiederholen.</translation>
    </message>
    <message>
        <source>%1 did not answer a change in time. It is not known whether the change was made; look at it again before you repeat it.</source>
        <translation>%1 hat auf eine Änderung nicht rechtzeitig geantwortet. Ob die Änderung ausgeführt wurde, ist nicht bekannt; sehen Sie nach, bevor Sie sie wiederholen.</translation>
    </message>
    <message>
        <source>%1 took too long for the whole answer. Nothing of it is used; try again, or ask for less at once.</source>
        <translation>%1 brauchte für die ganze Antwort zu lange. Nichts davon wird verwendet; versuchen Sie es erneut oder fragen Sie weniger auf einmal ab.</translation>
    </message>
    <message>
        <source>%1 stopped answering. Nothing of the answer is used; try again later.</source>
        <translation>%1 hat aufgehört zu antworten. Nichts von der Antwort wird verwendet; versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>Cannot reach %1: the name was not found. Nothing was changed; check the address of the registry and the network.</source>
        <translation>%1 ist nicht erreichbar: Der Name wurde nicht gefunden. Es wurde nichts geändert; prüfen Sie die Adresse der Registry und das Netz.</translation>
    </message>
    <message>
        <source>Cannot reach %1: it refuses connections. Nothing was changed; check the port, and whether the registry is running.</source>
        <translation>%1 ist nicht erreichbar: Verbindungen werden abgelehnt. Es wurde nichts geändert; prüfen Sie den Port und ob die Registry läuft.</translation>
    </message>
    <message>
        <source>Cannot reach %1: no connection in time. Nothing was changed; check the network, or try again later.</source>
        <translation>%1 ist nicht erreichbar: keine Verbindung in der vorgesehenen Zeit. Es wurde nichts geändert; prüfen Sie das Netz oder versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>The proxy on the way to %1 wants a sign-in. Set its name and password in the network settings.</source>
        <translation>Der Proxy auf dem Weg zu %1 verlangt eine Anmeldung. Tragen Sie Name und Passwort in den Netzwerkeinstellungen ein.</translation>
    </message>
    <message>
        <source>Cannot reach %1: the proxy on the way does not answer as one. Nothing was changed; check the network settings.</source>
        <translation>%1 ist nicht erreichbar: Der Proxy auf dem Weg antwortet nicht wie ein Proxy. Es wurde nichts geändert; prüfen Sie die Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>Cannot reach %1. Nothing was changed; check the network, or try again later.</source>
        <translation>%1 ist nicht erreichbar. Es wurde nichts geändert; prüfen Sie das Netz oder versuchen Sie es später erneut.</translation>
    </message>
    <message>
        <source>%1 sent more than the %2 MiB that are taken for this kind of answer. Nothing of it is used; ask for less at once, or tell the administrator of the registry.</source>
        <translation>%1 hat mehr als die %2 MiB gesendet, die für diese Art von Antwort angenommen werden. Nichts davon wird verwendet; fragen Sie weniger auf einmal ab oder informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 answered with something that is no HTTP. Check the address and the port of the registry, and whether it is reached with encryption.</source>
        <translation>%1 hat mit etwas geantwortet, das kein HTTP ist. Prüfen Sie Adresse und Port der Registry und ob sie verschlüsselt erreicht wird.</translation>
    </message>
    <message>
        <source>%1 sent a compressed answer, which was not asked for. Nothing of it is used; tell the administrator of the registry or of the proxy in front of it.</source>
        <translation>%1 hat eine komprimierte Antwort gesendet, die nicht angefordert war. Nichts davon wird verwendet; informieren Sie den Administrator der Registry oder des Proxys davor.</translation>
    </message>
    <message>
        <source>The request to %1 was cancelled. Start it again where you need it.</source>
        <translation>Die Anfrage an %1 wurde abgebrochen. Starten Sie sie dort neu, wo Sie sie brauchen.</translation>
    </message>
    <message>
        <source>The request to %1 holds characters that cannot be sent, so nothing was sent. Correct the name and try again.</source>
        <translation>Die Anfrage an %1 enthält Zeichen, die nicht gesendet werden können; deshalb wurde nichts gesendet. Korrigieren Sie den Namen und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 answered a change with a redirect, which is not followed because the change could be made twice. Check the address of the registry.</source>
        <translation>%1 hat auf eine Änderung mit einer Weiterleitung geantwortet. Ihr wird nicht gefolgt, weil die Änderung sonst zweimal ausgeführt werden könnte. Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>%1 redirected more than five times. Check the address of the registry and the proxy in front of it.</source>
        <translation>%1 hat mehr als fünfmal weitergeleitet. Prüfen Sie die Adresse der Registry und den Proxy davor.</translation>
    </message>
    <message>
        <source>%1 redirected to an address that is not valid. Tell the administrator of the registry.</source>
        <translation>%1 hat an eine ungültige Adresse weitergeleitet. Informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 redirected to %2 without encryption, which is not followed. Tell the administrator of the registry.</source>
        <translation>%1 hat unverschlüsselt an %2 weitergeleitet; dem wird nicht gefolgt. Informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 redirected to %2, which is not followed. If the registry has moved, change its address in the account.</source>
        <translation>%1 hat an %2 weitergeleitet; dem wird nicht gefolgt. Ist die Registry umgezogen, ändern Sie ihre Adresse im Konto.</translation>
    </message>
    <message>
        <source>%1 redirected to %2, an address of this machine, which is not followed. Tell the administrator of the registry.</source>
        <translation>%1 hat an %2 weitergeleitet, eine Adresse dieses Rechners; dem wird nicht gefolgt. Informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 sends sign-ins to an address that is not valid. No password was sent; tell the administrator of the registry.</source>
        <translation>%1 verweist Anmeldungen an eine ungültige Adresse. Es wurde kein Passwort gesendet; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 sends sign-ins to %2 without encryption. No password was sent; the external address in the registry&apos;s configuration has to begin with https.</source>
        <translation>%1 verweist Anmeldungen unverschlüsselt an %2. Es wurde kein Passwort gesendet; die externe Adresse in der Konfiguration der Registry muss mit https beginnen.</translation>
    </message>
    <message>
        <source>%1 sends sign-ins to the internal address %2. No password was sent; tell the administrator of the registry.</source>
        <translation>%1 verweist Anmeldungen an die interne Adresse %2. Es wurde kein Passwort gesendet; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 wants the sign-in at %2. No password was sent; confirm in the account that %2 belongs to this registry.</source>
        <translation>%1 verlangt die Anmeldung bei %2. Es wurde kein Passwort gesendet; bestätigen Sie im Konto, dass %2 zu dieser Registry gehört.</translation>
    </message>
    <message>
        <source>%1 pointed to a next page at a place that does not belong to this list. What is loaded is not complete; tell the administrator of the registry.</source>
        <translation>%1 verwies für die nächste Seite auf eine Stelle, die nicht zu dieser Liste gehört. Das Geladene ist nicht vollständig; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 does not answer a sign-in as Harbor does. No password was sent; check the address, or choose another way of signing in for this account.</source>
        <translation>%1 beantwortet eine Anmeldung nicht wie Harbor. Es wurde kein Passwort gesendet; prüfen Sie die Adresse oder wählen Sie für dieses Konto eine andere Art der Anmeldung.</translation>
    </message>
    <message>
        <source>%1 did not take the request as it was sent (status %2). Its reason is in Details; correct the entry and try again.</source>
        <translation>%1 hat die Anfrage so nicht angenommen (Status %2). Der Grund steht unter Details; korrigieren Sie die Eingabe und versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 did not accept the sign-in. Sign in again, or check the name and the password of the account.</source>
        <translation>%1 hat die Anmeldung nicht akzeptiert. Melden Sie sich erneut an oder prüfen Sie Name und Passwort des Kontos.</translation>
    </message>
    <message>
        <source>This account may not do that at %1. Ask an administrator of the registry for the permission, or use another account.</source>
        <translation>Dieses Konto darf das bei %1 nicht. Bitten Sie einen Administrator der Registry um die Berechtigung oder verwenden Sie ein anderes Konto.</translation>
    </message>
    <message>
        <source>%1 does not have what was asked for. It may have been deleted; refresh the list.</source>
        <translation>%1 hat das Angefragte nicht. Vielleicht wurde es gelöscht; aktualisieren Sie die Liste.</translation>
    </message>
    <message>
        <source>%1 already has such an entry, or another change came first. Refresh and look at it before you try again.</source>
        <translation>%1 hat bereits einen solchen Eintrag, oder eine andere Änderung kam zuvor. Aktualisieren Sie und sehen Sie nach, bevor Sie es erneut versuchen.</translation>
    </message>
    <message>
        <source>A rule of %1 forbids this, such as an immutable tag, a reference from another artifact or a policy. The reason is in Details.</source>
        <translation>Eine Regel von %1 verbietet das, etwa ein unveränderlicher Tag, ein Verweis von einem anderen Artefakt oder eine Richtlinie. Der Grund steht unter Details.</translation>
    </message>
    <message>
        <source>%1 does not take a request of this size. Send less, or ask its administrator to raise the limit.</source>
        <translation>%1 nimmt keine Anfrage dieser Größe an. Senden Sie weniger oder bitten Sie den Administrator, die Grenze anzuheben.</translation>
    </message>
    <message>
        <source>%1 asks for fewer requests. Wait a while, then try again.</source>
        <translation>%1 bittet um weniger Anfragen. Warten Sie eine Weile und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 does not have this function. A newer version of it may.</source>
        <translation>%1 hat diese Funktion nicht. Eine neuere Version hat sie vielleicht.</translation>
    </message>
    <message>
        <source>%1 cannot serve requests at the moment (status %2). Try again in a few minutes.</source>
        <translation>%1 kann zurzeit keine Anfragen bedienen (Status %2). Versuchen Sie es in einigen Minuten erneut.</translation>
    </message>
    <message>
        <source>The network wants a sign-in before it lets anyone reach %1. Open a web page in a browser, sign in there, then try again.</source>
        <translation>Das Netz verlangt eine Anmeldung, bevor jemand %1 erreichen kann. Öffnen Sie eine Webseite im Browser, melden Sie sich dort an und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 failed with an error of its own (status %2). Try again later; if it stays, give the request id from Details to its administrator.</source>
        <translation>%1 ist mit einem eigenen Fehler gescheitert (Status %2). Versuchen Sie es später erneut; bleibt es dabei, geben Sie dem Administrator die Anfrage-ID aus den Details.</translation>
    </message>
    <message>
        <source>%1 refused the request (status %2). Its reason is in Details.</source>
        <translation>%1 hat die Anfrage abgelehnt (Status %2). Der Grund steht unter Details.</translation>
    </message>
    <message>
        <source>%1 redirected the request without a usable address (status %2). Check the address of the registry.</source>
        <translation>%1 hat die Anfrage ohne brauchbare Adresse weitergeleitet (Status %2). Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>%1 answered a change with a redirect (status %2), which is not followed. Check the address of the registry.</source>
        <translation>%1 hat auf eine Änderung mit einer Weiterleitung geantwortet (Status %2); ihr wird nicht gefolgt. Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>%1 gave an answer that no registry gives (status %2). Check the address of the registry.</source>
        <translation>%1 hat eine Antwort gegeben, die keine Registry gibt (Status %2). Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>%1 refused the change because the session&apos;s token was out of date. Nothing was changed; try again.</source>
        <translation>%1 hat die Änderung abgelehnt, weil das Token der Sitzung veraltet war. Es wurde nichts geändert; versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>%1 is in read-only mode. Nothing was changed; try again when its administrator has ended it.</source>
        <translation>%1 ist im Nur-Lese-Modus. Es wurde nichts geändert; versuchen Sie es erneut, wenn der Administrator ihn beendet hat.</translation>
    </message>
    <message>
        <source>%1 asks for fewer requests. Try again in %2 seconds.</source>
        <translation>%1 bittet um weniger Anfragen. Versuchen Sie es in %2 Sekunden erneut.</translation>
    </message>
    <message>
        <source>%1 sent an empty answer where data was due. Try again; if it stays, give the request id from Details to its administrator.</source>
        <translation>%1 hat eine leere Antwort gesendet, wo Daten fällig waren. Versuchen Sie es erneut; bleibt es dabei, geben Sie dem Administrator die Anfrage-ID aus den Details.</translation>
    </message>
    <message>
        <source>%1 answered with a web page instead of data. The address may be wrong, or a sign-in page of the network stands in between; open the address in a browser to see.</source>
        <translation>%1 hat mit einer Webseite statt mit Daten geantwortet. Vielleicht ist die Adresse falsch, oder eine Anmeldeseite des Netzes steht dazwischen; öffnen Sie die Adresse im Browser, um es zu sehen.</translation>
    </message>
    <message>
        <source>%1 answered with something other than a registry&apos;s data. Check the address of the registry.</source>
        <translation>%1 hat mit etwas anderem als den Daten einer Registry geantwortet. Prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>%1 is no address that can be asked: it has to begin with https, unless the account is set to &quot;not encrypted&quot;. Nothing was sent; correct the address in the account.</source>
        <translation>%1 ist keine Adresse, die angefragt werden kann: Sie muss mit https beginnen, außer das Konto steht auf „nicht verschlüsselt“. Es wurde nichts gesendet; korrigieren Sie die Adresse im Konto.</translation>
    </message>
    <message>
        <source>%1 leads to %2, whose address is one of this machine. Nothing was sent; tell the administrator of the registry.</source>
        <translation>%1 führt zu %2, einer Adresse dieses Rechners. Es wurde nichts gesendet; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 answered a sign-in without a token. Try again; if it stays, tell the administrator of the registry.</source>
        <translation>%1 hat auf eine Anmeldung ohne Token geantwortet. Versuchen Sie es erneut; bleibt es dabei, informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 did not accept the name and the password of this account. They are not tried again; enter the right ones to go on.</source>
        <translation>%1 hat Name und Passwort dieses Kontos nicht akzeptiert. Sie werden nicht erneut versucht; geben Sie die richtigen ein, um fortzufahren.</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired. Nothing was sent; its administrator has to renew it. If only you see this, check the clock of this computer.</source>
        <translation>Das Zertifikat von %1 ist abgelaufen. Es wurde nichts gesendet; der Administrator muss es erneuern. Sehen nur Sie das, prüfen Sie die Uhr dieses Computers.</translation>
    </message>
    <message>
        <source>The certificate of %1 is not valid yet. Nothing was sent; check the clock of this computer, or ask the administrator of the registry.</source>
        <translation>Das Zertifikat von %1 ist noch nicht gültig. Es wurde nichts gesendet; prüfen Sie die Uhr dieses Computers oder fragen Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The certificate of %1 was made for another name. Nothing was sent; check the address of the registry.</source>
        <translation>Das Zertifikat von %1 wurde für einen anderen Namen ausgestellt. Es wurde nichts gesendet; prüfen Sie die Adresse der Registry.</translation>
    </message>
    <message>
        <source>The certificate of %1 is signed by itself alone. Nothing was sent; if it is yours, add it as the certificate authority of this account.</source>
        <translation>Das Zertifikat von %1 ist nur von sich selbst signiert. Es wurde nichts gesendet; ist es Ihres, fügen Sie es als Zertifizierungsstelle dieses Kontos hinzu.</translation>
    </message>
    <message>
        <source>The certificate of %1 comes from an authority that is not trusted here, or an intermediate certificate is missing. Nothing was sent; add the authority to the account, or ask the administrator for the whole chain.</source>
        <translation>Das Zertifikat von %1 stammt von einer Stelle, der hier nicht vertraut wird, oder ein Zwischenzertifikat fehlt. Es wurde nichts gesendet; fügen Sie die Stelle dem Konto hinzu oder bitten Sie den Administrator um die vollständige Kette.</translation>
    </message>
    <message>
        <source>The certificate of %1 was signed by a certificate that may not sign others. Nothing was sent; tell its administrator.</source>
        <translation>Das Zertifikat von %1 wurde mit einem Zertifikat signiert, das andere nicht signieren darf. Es wurde nichts gesendet; informieren Sie den Administrator.</translation>
    </message>
    <message>
        <source>The certificate of %1 has been revoked. Nothing was sent; tell its administrator.</source>
        <translation>Das Zertifikat von %1 wurde widerrufen. Es wurde nichts gesendet; informieren Sie den Administrator.</translation>
    </message>
    <message>
        <source>The certificate of %1 cannot be trusted. Nothing was sent; the reason is in Details.</source>
        <translation>Dem Zertifikat von %1 kann nicht vertraut werden. Es wurde nichts gesendet; der Grund steht unter Details.</translation>
    </message>
    <message>
        <source>%1 does not speak TLS on this port. Nothing was sent; check the port, or whether the registry is reached without encryption.</source>
        <translation>%1 spricht auf diesem Port kein TLS. Es wurde nichts gesendet; prüfen Sie den Port oder ob die Registry unverschlüsselt erreicht wird.</translation>
    </message>
    <message>
        <source>%1 only speaks a TLS version older than 1.2. Nothing was sent; its administrator has to allow TLS 1.2 or newer.</source>
        <translation>%1 spricht nur eine TLS-Version vor 1.2. Es wurde nichts gesendet; der Administrator muss TLS 1.2 oder neuer zulassen.</translation>
    </message>
    <message>
        <source>The certificate of %1 is too weak to be trusted. Nothing was sent; its administrator has to replace it.</source>
        <translation>Das Zertifikat von %1 ist zu schwach, um ihm zu vertrauen. Es wurde nichts gesendet; der Administrator muss es ersetzen.</translation>
    </message>
    <message>
        <source>No encrypted connection to %1 could be made. Nothing was sent; the reason is in Details.</source>
        <translation>Es kam keine verschlüsselte Verbindung zu %1 zustande. Es wurde nichts gesendet; der Grund steht unter Details.</translation>
    </message>
    <message>
        <source>The key of %1 is not the one that this account remembers. Nothing was sent; ask the administrator of the registry whether its key was replaced before you accept the new one.</source>
        <translation>Der Schlüssel von %1 ist nicht der, den sich dieses Konto gemerkt hat. Es wurde nichts gesendet; fragen Sie den Administrator der Registry, ob der Schlüssel ersetzt wurde, bevor Sie den neuen annehmen.</translation>
    </message>
    <message>
        <source>The attestation cannot be read: its payload is not in base64.</source>
        <translation>Die Attestierung ist nicht lesbar: Ihr Inhalt ist nicht in Base64.</translation>
    </message>
    <message>
        <source>The attestation has more than %1 subjects and is not read.</source>
        <translation>Die Attestierung hat mehr als %1 Subjekte und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The attestation is larger than 256 MiB and is not read.</source>
        <translation>Die Attestierung ist größer als 256 MiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This is no attestation that can be read here: it is neither an in-toto statement nor an envelope with one. It can be saved as it is.</source>
        <translation>Das ist keine Attestierung, die hier lesbar ist: Sie ist weder ein in-toto-Statement noch ein Umschlag mit einem solchen. Sie kann unverändert gespeichert werden.</translation>
    </message>
    <message>
        <source>The attestation has more than %1 signatures and is not read.</source>
        <translation>Die Attestierung hat mehr als %1 Signaturen und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The description of the chart is larger than 4 MiB and is not read.</source>
        <translation>Die Beschreibung des Charts ist größer als 4 MiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; cannot be asked for: it is no name of a repository, tag or digest.</source>
        <translation>„%1“ kann nicht angefragt werden: Es ist kein Name eines Repositorys, Tags oder Digests.</translation>
    </message>
    <message>
        <source>The content %1 has %2 bytes; more than %3 are not read here.</source>
        <translation>Der Inhalt %1 hat %2 Bytes; mehr als %3 werden hier nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 has no list of its repositories. Add the repositories by name, or paste a reference.</source>
        <translation>%1 hat keine Liste der Repositorys. Nennen Sie die Repositorys mit Namen oder fügen Sie eine Referenz ein.</translation>
    </message>
    <message>
        <source>The config of the image cannot be read: %1 is no list of texts.</source>
        <translation>Die Konfiguration des Images ist nicht lesbar: %1 ist keine Liste von Texten.</translation>
    </message>
    <message>
        <source>The config of the image is larger than 4 MiB and is not read.</source>
        <translation>Die Konfiguration des Images ist größer als 4 MiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The config of the image has more than %1 build steps and is not read.</source>
        <translation>Die Konfiguration des Images hat mehr als %1 Build-Schritte und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The manifest cannot be read: %1 is not %2.</source>
        <translation>Das Manifest ist nicht lesbar: %1 ist nicht %2.</translation>
    </message>
    <message>
        <source>The manifest has %1 entries; more than %2 are not read.</source>
        <translation>Das Manifest hat %1 Einträge; mehr als %2 werden nicht gelesen.</translation>
    </message>
    <message>
        <source>The registry sent other content than it was asked for: asked for %1, received %2. Nothing of it is used; the registry or something on the way to it is broken or not honest.</source>
        <translation>Die Registry hat anderen Inhalt gesendet als angefragt: angefragt %1, erhalten %2. Nichts davon wird verwendet; die Registry oder etwas auf dem Weg zu ihr ist defekt oder nicht ehrlich.</translation>
    </message>
    <message>
        <source>The manifest is larger than 4 MiB and is not read.</source>
        <translation>Das Manifest ist größer als 4 MiB und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This image has a manifest of Docker&apos;s schema 1, which is no longer in use. Pull it and push it again with a current client.</source>
        <translation>Dieses Image hat ein Manifest nach Dockers Schema 1, das nicht mehr verwendet wird. Pullen Sie es und pushen Sie es mit einem aktuellen Client neu.</translation>
    </message>
    <message>
        <source>The manifest is an image and an index at once: programs would disagree on what it is, so it is not read.</source>
        <translation>Das Manifest ist Image und Index zugleich: Programme wären sich uneins, was es ist; deshalb wird es nicht gelesen.</translation>
    </message>
    <message>
        <source>The list of %1 has more than %2 names; the rest is not read.</source>
        <translation>Die Liste von %1 hat mehr als %2 Namen; der Rest wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The list of %1 goes in circles: its link to the next page leads to one that was read already. What was read so far is shown.</source>
        <translation>Die Liste von %1 dreht sich im Kreis: Ihr Link zur nächsten Seite führt zu einer, die schon gelesen wurde. Gezeigt wird, was bis dahin gelesen wurde.</translation>
    </message>
    <message>
        <source>The list of %1 has more than %2 pages; the rest is not read.</source>
        <translation>Die Liste von %1 hat mehr als %2 Seiten; der Rest wird nicht gelesen.</translation>
    </message>
    <message>
        <source>%1 answered with something other than a list of what is attached. Signatures and SBOMs may be missing from view.</source>
        <translation>%1 hat mit etwas anderem als einer Liste des Angehängten geantwortet. Signaturen und SBOMs können in der Ansicht fehlen.</translation>
    </message>
    <message>
        <source>More than %1 things are attached to %2; the rest is not read.</source>
        <translation>An %2 sind mehr als %1 Objekte angehängt; der Rest wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The SBOM cannot be read: %1 is not %2.</source>
        <translation>Die SBOM ist nicht lesbar: %1 ist nicht %2.</translation>
    </message>
    <message>
        <source>The SBOM is no valid JSON, or it was cut short (at %1).</source>
        <translation>Die SBOM ist kein gültiges JSON oder wurde abgeschnitten (bei %1).</translation>
    </message>
    <message>
        <source>A text of the SBOM is longer than %1 and is not read.</source>
        <translation>Ein Text der SBOM ist länger als %1 und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The SBOM names more than %1 packages and is not read.</source>
        <translation>Die SBOM nennt mehr als %1 Pakete und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>The components of the SBOM are nested more than %1 deep; it is not read.</source>
        <translation>Die Komponenten der SBOM sind mehr als %1 Ebenen tief verschachtelt; sie wird nicht gelesen.</translation>
    </message>
    <message>
        <source>This SBOM is in a format that is not read here: SPDX 2 and CycloneDX are, as JSON. It can be saved as it is.</source>
        <translation>Diese SBOM hat ein Format, das hier nicht gelesen wird: Gelesen werden SPDX 2 und CycloneDX als JSON. Sie kann unverändert gespeichert werden.</translation>
    </message>
    <message>
        <source>The SBOM is larger than %1 and is not read.</source>
        <translation>Die SBOM ist größer als %1 und wird nicht gelesen.</translation>
    </message>
    <message>
        <source>There is no address. Type the host of the registry, such as harbor.example.com.</source>
        <translation>Es fehlt eine Adresse. Geben Sie den Host der Registry ein, etwa harbor.example.com.</translation>
    </message>
    <message>
        <source>%1 is no address of a registry. Type a host, such as harbor.example.com.</source>
        <translation>%1 ist keine Adresse einer Registry. Geben Sie einen Host ein, etwa harbor.example.com.</translation>
    </message>
    <message>
        <source>%1 is no web address. A registry is reached by https.</source>
        <translation>%1 ist keine Webadresse. Eine Registry wird über https erreicht.</translation>
    </message>
    <message>
        <source>The address holds a user or a password. Type the address alone; the user has a field of its own, and the secret is asked for.</source>
        <translation>Die Adresse enthält einen Benutzer oder ein Passwort. Geben Sie nur die Adresse ein; der Benutzer hat ein eigenes Feld, und nach dem Secret wird gefragt.</translation>
    </message>
    <message>
        <source>The account has no id. Add it anew.</source>
        <translation>Das Konto hat keine ID. Fügen Sie es neu hinzu.</translation>
    </message>
    <message>
        <source>The account needs a name of at most 200 characters.</source>
        <translation>Das Konto braucht einen Namen von höchstens 200 Zeichen.</translation>
    </message>
    <message>
        <source>The address %1 is not in its plain form; it should be %2.</source>
        <translation>Die Adresse %1 ist nicht in ihrer einfachen Form; sie sollte %2 lauten.</translation>
    </message>
    <message>
        <source>This way to sign in needs a user name. Type one, or choose to go on anonymously.</source>
        <translation>Diese Art der Anmeldung braucht einen Benutzernamen. Geben Sie einen ein oder wählen Sie, anonym fortzufahren.</translation>
    </message>
    <message>
        <source>The user name holds a control character. Type it anew.</source>
        <translation>Der Benutzername enthält ein Steuerzeichen. Geben Sie ihn neu ein.</translation>
    </message>
    <message>
        <source>A user name cannot hold a colon: sign-in would take what follows for the password.</source>
        <translation>Ein Benutzername darf keinen Doppelpunkt enthalten: Die Anmeldung hielte das Folgende für das Passwort.</translation>
    </message>
    <message>
        <source>The file holds no certificate in PEM form. Choose the file of the certificate authority, which begins with -----BEGIN CERTIFICATE-----.</source>
        <translation>Die Datei enthält kein Zertifikat im PEM-Format. Wählen Sie die Datei der Zertifizierungsstelle, die mit -----BEGIN CERTIFICATE----- beginnt.</translation>
    </message>
    <message>
        <source>The pin is not a SHA-256 value in 64 hex digits. Take it anew from the server, or leave it empty.</source>
        <translation>Der festgelegte Schlüssel ist kein SHA-256-Wert aus 64 Hexadezimalziffern. Übernehmen Sie ihn neu vom Server oder lassen Sie ihn leer.</translation>
    </message>
    <message>
        <source>The colour should look like #1B6AC9.</source>
        <translation>Die Farbe sollte wie #1B6AC9 aussehen.</translation>
    </message>
    <message>
        <source>There is an account named %1 already. Choose another name.</source>
        <translation>Es gibt bereits ein Konto namens %1. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Other users of this machine could read %1. Its rights have been put right.</source>
        <translation>Andere Benutzer dieses Rechners konnten %1 lesen. Die Rechte wurden berichtigt.</translation>
    </message>
    <message>
        <source>The list of accounts in %1 cannot be read. It is kept as it is, and set aside under another name when an account is added.</source>
        <translation>Die Liste der Konten in %1 ist nicht lesbar. Sie bleibt, wie sie ist, und wird unter anderem Namen beiseitegelegt, wenn ein Konto hinzugefügt wird.</translation>
    </message>
    <message>
        <source>The accounts in %1 were written by a newer Lotse. They can be used here, not changed.</source>
        <translation>Die Konten in %1 wurden von einem neueren Lotse geschrieben. Sie können hier verwendet, aber nicht geändert werden.</translation>
    </message>
    <message>
        <source>%1 of the accounts in %2 cannot be read and are left out.</source>
        <translation>%1 der Konten in %2 sind nicht lesbar und werden ausgelassen.</translation>
    </message>
    <message>
        <source>The list of accounts that cannot be read could not be kept as %1, so nothing was changed. Check the rights of the folder and the room on the disk.</source>
        <translation>Die nicht lesbare Liste der Konten konnte nicht als %1 aufgehoben werden; deshalb wurde nichts geändert. Prüfen Sie die Rechte des Ordners und den Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>The list of accounts that could not be read was kept as %1.</source>
        <translation>Die nicht lesbare Liste der Konten wurde als %1 aufgehoben.</translation>
    </message>
    <message>
        <source>Another Lotse is changing the accounts in %1. Try again in a moment.</source>
        <translation>Ein anderer Lotse ändert gerade die Konten in %1. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The account %1 is there already.</source>
        <translation>Das Konto %1 ist bereits vorhanden.</translation>
    </message>
    <message>
        <source>There is no account %1 any more. Another Lotse may have removed it.</source>
        <translation>Das Konto %1 gibt es nicht mehr. Vielleicht hat ein anderer Lotse es entfernt.</translation>
    </message>
    <message>
        <source>Your account may not use this: it needs the permission %1, which a system administrator has.</source>
        <translation>Ihr Konto darf das nicht verwenden: Es braucht die Berechtigung %1, die ein Systemadministrator hat.</translation>
    </message>
    <message>
        <source>This registry speaks the OCI Distribution API alone, which has no such function.</source>
        <translation>Diese Registry spricht nur die OCI-Distribution-API, die keine solche Funktion hat.</translation>
    </message>
    <message>
        <source>Harbor takes an OIDC CLI secret for images, projects and labels only. Sign in with a robot account or an ID token for the rest.</source>
        <translation>Harbor nimmt ein OIDC-CLI-Secret nur für Images, Projekte und Labels an. Melden Sie sich für den Rest mit einem Robot-Konto oder einem ID-Token an.</translation>
    </message>
    <message>
        <source>Only what is public is shown: you are not signed in.</source>
        <translation>Nur Öffentliches wird gezeigt: Sie sind nicht angemeldet.</translation>
    </message>
    <message>
        <source>Sign in to see this.</source>
        <translation>Melden Sie sich an, um das zu sehen.</translation>
    </message>
    <message>
        <source>Shown for the projects in which your role allows it.</source>
        <translation>Gezeigt für die Projekte, in denen Ihre Rolle es erlaubt.</translation>
    </message>
    <message>
        <source>A robot sees this where it was granted to it.</source>
        <translation>Ein Robot-Konto sieht das, wo es ihm erteilt wurde.</translation>
    </message>
    <message>
        <source>This registry does not list its repositories. Name those that you want to see.</source>
        <translation>Diese Registry listet ihre Repositorys nicht auf. Benennen Sie die, die Sie sehen möchten.</translation>
    </message>
    <message>
        <source>This registry answered that it has no such function; it may be an older version.</source>
        <translation>Diese Registry hat geantwortet, dass sie keine solche Funktion hat; vielleicht ist es eine ältere Version.</translation>
    </message>
    <message>
        <source>%1 does not answer without a sign-in. Add a user to this account.</source>
        <translation>%1 antwortet nicht ohne Anmeldung. Fügen Sie diesem Konto einen Benutzer hinzu.</translation>
    </message>
    <message>
        <source>%1 does not accept the user name %2 with this password. Type the password anew; it is not tried again by itself.</source>
        <translation>%1 akzeptiert den Benutzernamen %2 mit diesem Passwort nicht. Geben Sie das Passwort neu ein; es wird nicht von selbst erneut versucht.</translation>
    </message>
    <message>
        <source>%1 does not accept the robot %2: its secret is another one, or it is disabled or expired. Ask who keeps the project&apos;s robots.</source>
        <translation>%1 akzeptiert das Robot-Konto %2 nicht: Sein Secret ist ein anderes, oder es ist deaktiviert oder abgelaufen. Fragen Sie, wer die Robot-Konten des Projekts verwaltet.</translation>
    </message>
    <message>
        <source>%1 does not accept the CLI secret of %2. Copy it anew from the user profile there.</source>
        <translation>%1 akzeptiert das CLI-Secret von %2 nicht. Kopieren Sie es neu aus dem dortigen Benutzerprofil.</translation>
    </message>
    <message>
        <source>%1 does not accept this ID token; it may have ended. Get a new one.</source>
        <translation>%1 akzeptiert dieses ID-Token nicht; vielleicht ist es abgelaufen. Holen Sie ein neues.</translation>
    </message>
    <message>
        <source>%1 does not say who is signed in, so nothing that it shows can be trusted to be complete.</source>
        <translation>%1 sagt nicht, wer angemeldet ist; deshalb ist nicht verlässlich, dass das Gezeigte vollständig ist.</translation>
    </message>
    <message>
        <source>This account may not list the repositories of %1. Name those that you want to see.</source>
        <translation>Dieses Konto darf die Repositorys von %1 nicht auflisten. Benennen Sie die, die Sie sehen möchten.</translation>
    </message>
    <message>
        <source>This registry has no referrers API; what is attached to an image is found by its tags.</source>
        <translation>Diese Registry hat keine Referrers-API; was an ein Image angehängt ist, wird über seine Tags gefunden.</translation>
    </message>
    <message>
        <source>%1 answers with a web page, not as a registry. Check the address; on a guest network, sign in to that network first.</source>
        <translation>%1 antwortet mit einer Webseite, nicht als Registry. Prüfen Sie die Adresse; in einem Gastnetz melden Sie sich zuerst bei diesem an.</translation>
    </message>
    <message>
        <source>%1 answers, but neither as Harbor nor as a registry of the OCI Distribution API. Check the address and the port.</source>
        <translation>%1 antwortet, aber weder als Harbor noch als Registry der OCI-Distribution-API. Prüfen Sie Adresse und Port.</translation>
    </message>
    <message>
        <source>%1 sends this program on to another place instead of answering as a registry. On a guest network, sign in to that network first; else check the address.</source>
        <translation>%1 verweist dieses Programm an eine andere Stelle, statt als Registry zu antworten. In einem Gastnetz melden Sie sich zuerst bei diesem an; sonst prüfen Sie die Adresse.</translation>
    </message>
    <message>
        <source>The file of sealed secrets, %1, is damaged. Bring it back from a backup, or move it away and type the secrets again.</source>
        <translation>Die Datei der versiegelten Secrets, %1, ist beschädigt. Holen Sie sie aus einer Sicherung zurück oder verschieben Sie sie und geben Sie die Secrets neu ein.</translation>
    </message>
    <message>
        <source>The sealed secrets are locked. Type the master password.</source>
        <translation>Die versiegelten Secrets sind gesperrt. Geben Sie das Master-Passwort ein.</translation>
    </message>
    <message>
        <source>The secrets could not be sealed: the cryptography library refused, or memory ran out.</source>
        <translation>Die Secrets konnten nicht versiegelt werden: Die Kryptobibliothek lehnte ab, oder der Speicher reichte nicht.</translation>
    </message>
    <message>
        <source>The sealed secrets in %1 were written by a newer Lotse.</source>
        <translation>Die versiegelten Secrets in %1 wurden von einem neueren Lotse geschrieben.</translation>
    </message>
    <message>
        <source>The master password does not fit, or %1 was changed by something else. Try again.</source>
        <translation>Das Master-Passwort passt nicht, oder %1 wurde von etwas anderem verändert. Versuchen Sie es erneut.</translation>
    </message>
    <message>
        <source>A master password needs at least %1 characters.</source>
        <translation>Ein Master-Passwort braucht mindestens %1 Zeichen.</translation>
    </message>
    <message>
        <source>Another Lotse is changing %1. Try again in a moment.</source>
        <translation>Ein anderer Lotse ändert gerade %1. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The way to %1 is not encrypted, so its secret is not kept. Use https, or confirm the address by typing the host.</source>
        <translation>Der Weg zu %1 ist nicht verschlüsselt, deshalb wird das Secret nicht gespeichert. Verwenden Sie https oder bestätigen Sie die Adresse, indem Sie den Host eingeben.</translation>
    </message>
    <message>
        <source>This desktop session has no keychain. Keep the secret for this session only, or in a file sealed with a master password.</source>
        <translation>Diese Desktop-Sitzung hat keinen Schlüsselbund. Behalten Sie das Secret nur für diese Sitzung oder in einer Datei, die mit einem Master-Passwort versiegelt ist.</translation>
    </message>
    <message>
        <source>No secret is kept for this account. Type it to sign in.</source>
        <translation>Für dieses Konto ist kein Secret gespeichert. Geben Sie es ein, um sich anzumelden.</translation>
    </message>
    <message>
        <source>Connecting to %1.</source>
        <translation>Verbindung mit %1 wird hergestellt.</translation>
    </message>
    <message>
        <source>Connected to %1 without a sign-in: only what is public is shown.</source>
        <translation>Mit %1 ohne Anmeldung verbunden: Nur Öffentliches wird gezeigt.</translation>
    </message>
    <message>
        <source>Connected to %1 as the robot %2: it sees what was granted to it.</source>
        <translation>Mit %1 als Robot-Konto %2 verbunden: Es sieht, was ihm erteilt wurde.</translation>
    </message>
    <message>
        <source>Connected to %1 as %2 by CLI secret: Harbor takes it for images, projects and labels only.</source>
        <translation>Mit %1 als %2 per CLI-Secret verbunden: Harbor nimmt es nur für Images, Projekte und Labels an.</translation>
    </message>
    <message>
        <source>Connected to %1 as %2, system administrator.</source>
        <translation>Mit %1 als %2 verbunden, Systemadministrator.</translation>
    </message>
    <message>
        <source>Connected to %1 as %2.</source>
        <translation>Mit %1 als %2 verbunden.</translation>
    </message>
    <message>
        <source>%1 is damaged and could not be set aside. Check the rights of its folder, or move the file away; it holds nothing that cannot be fetched again.</source>
        <translation>%1 ist beschädigt und konnte nicht beiseitegelegt werden. Prüfen Sie die Rechte des Ordners oder verschieben Sie die Datei; sie enthält nichts, was nicht neu geholt werden kann.</translation>
    </message>
    <message>
        <source>%1 is a folder, where a file of this program should be. Move it away, then start again.</source>
        <translation>%1 ist ein Ordner, wo eine Datei dieses Programms sein sollte. Verschieben Sie ihn und starten Sie dann neu.</translation>
    </message>
    <message>
        <source>%1 could not be made (%2). Check the rights of its folder and the room on the disk.</source>
        <translation>%1 konnte nicht angelegt werden (%2). Prüfen Sie die Rechte des Ordners und den Platz auf dem Datenträger.</translation>
    </message>
    <message>
        <source>There is no room left on the disk for %1. What was stored before is still there; make room, then try again.</source>
        <translation>Auf dem Datenträger ist kein Platz mehr für %1. Was vorher gespeichert war, ist noch da; schaffen Sie Platz und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 is locked by another program. Nothing was changed; wait until that program has finished, then try again.</source>
        <translation>%1 ist von einem anderen Programm gesperrt. Es wurde nichts geändert; warten Sie, bis jenes Programm fertig ist, und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 cannot be opened for writing. Check the rights of the file and of its folder.</source>
        <translation>%1 kann nicht zum Schreiben geöffnet werden. Prüfen Sie die Rechte der Datei und ihres Ordners.</translation>
    </message>
    <message>
        <source>%1 is damaged. Close the program and restore the file from a backup.</source>
        <translation>%1 ist beschädigt. Schließen Sie das Programm und stellen Sie die Datei aus einer Sicherung wieder her.</translation>
    </message>
    <message>
        <source>%1 could not be read or written. What was stored before is still there; check the disk, then try again.</source>
        <translation>%1 konnte nicht gelesen oder geschrieben werden. Was vorher gespeichert war, ist noch da; prüfen Sie den Datenträger und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The local copy of what the registries hold was damaged. It was set aside as %1 and is fetched again.</source>
        <translation>Die lokale Kopie dessen, was die Registrys enthalten, war beschädigt. Sie wurde als %1 beiseitegelegt und wird neu geholt.</translation>
    </message>
    <message>
        <source>%1 was made by a newer version of this program. It is opened for reading only; update the program, or choose another profile.</source>
        <translation>%1 wurde von einer neueren Version dieses Programms erstellt. Es wird nur zum Lesen geöffnet; aktualisieren Sie das Programm oder wählen Sie ein anderes Profil.</translation>
    </message>
    <message>
        <source>Another program has kept a decision meanwhile. Nothing was changed; look at it, then decide again.</source>
        <translation>Ein anderes Programm hat inzwischen eine Entscheidung gespeichert. Es wurde nichts geändert; sehen Sie sie an und entscheiden Sie dann erneut.</translation>
    </message>
    <message>
        <source>The registry sent a scan report that cannot be read. The report kept before stays; try again, or scan the image anew.</source>
        <translation>Die Registry hat einen Scan-Bericht gesendet, der nicht lesbar ist. Der bisher gespeicherte Bericht bleibt; versuchen Sie es erneut oder scannen Sie das Image neu.</translation>
    </message>
    <message>
        <source>Whom %1 takes this account for changed while it was read. What was read since the last proof was thrown away; sign in again, then start anew.</source>
        <translation>Für wen %1 dieses Konto hält, hat sich beim Lesen geändert. Was seit dem letzten Nachweis gelesen wurde, wurde verworfen; melden Sie sich erneut an und beginnen Sie von vorn.</translation>
    </message>
    <message>
        <source>The local copy of what the registries hold was damaged. It was set aside as %1; start the sync again to fetch it anew.</source>
        <translation>Die lokale Kopie dessen, was die Registrys enthalten, war beschädigt. Sie wurde als %1 beiseitegelegt; starten Sie den Abgleich erneut, um sie neu zu holen.</translation>
    </message>
    <message>
        <source>Method</source>
        <translation>Methode</translation>
    </message>
    <message>
        <source>Path</source>
        <translation>Pfad</translation>
    </message>
    <message>
        <source>Milliseconds</source>
        <translation>Millisekunden</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>Empfangen</translation>
    </message>
    <message>
        <source>Request ID</source>
        <translation>Anfrage-ID</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>Problem</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>Wo</translation>
    </message>
    <message>
        <source>There is no account %1. &quot;lotse-cli accounts&quot; lists those that are there.</source>
        <translation>Es gibt kein Konto %1. „lotse-cli accounts“ listet die vorhandenen auf.</translation>
    </message>
    <message>
        <source>Name the registry: lotse-cli accounts add --url URL --user NAME.</source>
        <translation>Benennen Sie die Registry: lotse-cli accounts add --url URL --user NAME.</translation>
    </message>
    <message>
        <source>A secret is kept in the keychain, sealed, or for the session: --keep keychain, sealed or session.</source>
        <translation>Ein Secret wird im Schlüsselbund, versiegelt oder für die Sitzung gespeichert: --keep keychain, sealed oder session.</translation>
    </message>
    <message>
        <source>Accounts can be listed, added, tested and removed; %1 is none of these.</source>
        <translation>Konten können aufgelistet, hinzugefügt, getestet und entfernt werden (list, add, test, remove); %1 ist nichts davon.</translation>
    </message>
    <message>
        <source>%1 is a reference to %2, not to %3. Choose the account or the --url of that registry.</source>
        <translation>%1 ist eine Referenz auf %2, nicht auf %3. Wählen Sie das Konto oder die --url jener Registry.</translation>
    </message>
    <message>
        <source>The local store holds no findings yet. Run &quot;lotse-cli sync&quot; first.</source>
        <translation>Der lokale Speicher enthält noch keine Befunde. Führen Sie zuerst „lotse-cli sync“ aus.</translation>
    </message>
    <message>
        <source>%1 (at character %2 of the query)</source>
        <translation>%1 (bei Zeichen %2 der Abfrage)</translation>
    </message>
    <message>
        <source>--group takes finding, cve, package, fix or image, not %1.</source>
        <translation>--group nimmt finding, cve, package, fix oder image, nicht %1.</translation>
    </message>
    <message>
        <source>--format takes table, json, csv, jsonl, sarif, openvex, cyclonedx, csaf or html, not %1.</source>
        <translation>--format nimmt table, json, csv, jsonl, sarif, openvex, cyclonedx, csaf oder html, nicht %1.</translation>
    </message>
    <message>
        <source>%1 is no Harbor, so there is no %2 to get. &quot;lotse-cli tree&quot; shows its repositories.</source>
        <translation>%1 ist kein Harbor, also gibt es dort kein %2 zu holen. „lotse-cli tree“ zeigt die Repositorys.</translation>
    </message>
    <message>
        <source>There is no kind %1. &quot;lotse-cli kinds&quot; lists them.</source>
        <translation>Es gibt keine Art %1. „lotse-cli kinds“ listet sie auf.</translation>
    </message>
    <message>
        <source>%1 is no Harbor: it keeps no scan reports that could be read.</source>
        <translation>%1 ist kein Harbor: Es führt keine Scan-Berichte, die gelesen werden könnten.</translation>
    </message>
    <message>
        <source>%1 is no filter. Write name=value or name~value.</source>
        <translation>%1 ist kein Filter. Schreiben Sie name=wert oder name~wert.</translation>
    </message>
    <message>
        <source>Cancelled.</source>
        <translation>Abgebrochen.</translation>
    </message>
    <message>
        <source>No registry is named. Add an account with &quot;lotse-cli accounts add&quot;, or use --url or --demo.</source>
        <translation>Es ist keine Registry benannt. Fügen Sie mit „lotse-cli accounts add“ ein Konto hinzu oder verwenden Sie --url oder --demo.</translation>
    </message>
    <message>
        <source>There are several accounts. Choose one with --account.</source>
        <translation>Es gibt mehrere Konten. Wählen Sie eines mit --account.</translation>
    </message>
    <message>
        <source>No secret is kept for %1. Set LOTSE_PASSWORD or use --password-fd.</source>
        <translation>Für %1 ist kein Secret gespeichert. Setzen Sie LOTSE_PASSWORD oder verwenden Sie --password-fd.</translation>
    </message>
    <message>
        <source>The secret of this account is sealed. Give the master password by LOTSE_MASTER_PASSWORD or --master-password-fd.</source>
        <translation>Das Secret dieses Kontos ist versiegelt. Geben Sie das Master-Passwort über LOTSE_MASTER_PASSWORD oder --master-password-fd an.</translation>
    </message>
    <message>
        <source>No secret could be read from file descriptor %1. Open it in the shell, as in --password-fd 3 3&lt; file.</source>
        <translation>Aus dem Dateideskriptor %1 konnte kein Secret gelesen werden. Öffnen Sie ihn in der Shell, wie in --password-fd 3 3&lt; datei.</translation>
    </message>
    <message>
        <source>%1: not read</source>
        <translation>%1: nicht gelesen</translation>
    </message>
    <message>
        <source>%1: %2 entries</source>
        <translation>%1: %2 Einträge</translation>
    </message>
</context>
<context>
    <name>lotse::ui::AccountForm</name>
    <message>
        <source>Without a user name, only what is public is shown.</source>
        <translation>Ohne Benutzernamen wird nur Öffentliches gezeigt.</translation>
    </message>
    <message>
        <source>Signs in with a user name and a password.</source>
        <translation>Meldet sich mit Benutzername und Passwort an.</translation>
    </message>
    <message>
        <source>A robot account of Harbor: its name begins with robot$.</source>
        <translation>Ein Robot-Konto von Harbor: Sein Name beginnt mit robot$.</translation>
    </message>
    <message>
        <source>Harbor takes a CLI secret for images, projects and labels only.</source>
        <translation>Harbor nimmt ein CLI-Secret nur für Images, Projekte und Labels an.</translation>
    </message>
    <message>
        <source>The token of the identity provider is sent as it is; it ends by itself, often within the hour.</source>
        <translation>Das Token des Identitätsanbieters wird unverändert gesendet; es läuft von selbst ab, oft innerhalb einer Stunde.</translation>
    </message>
    <message>
        <source>%1 to %2</source>
        <translation>%1 bis %2</translation>
    </message>
    <message>
        <source>The way to %1 is not encrypted: everybody on it can read the password. Nothing was sent.</source>
        <translation>Der Weg zu %1 ist nicht verschlüsselt: Alle auf dem Weg können das Passwort lesen. Es wurde nichts gesendet.</translation>
    </message>
    <message>
        <source>%1 refused this secret a moment ago; it is not sent again, so that the account is not locked. Type the user or the secret anew.</source>
        <translation>%1 hat dieses Secret eben abgelehnt; es wird nicht noch einmal gesendet, damit das Konto nicht gesperrt wird. Geben Sie Benutzer oder Secret neu ein.</translation>
    </message>
    <message>
        <source>There is no secret yet. Type the password of %1, or clear the user name to go on anonymously.</source>
        <translation>Es gibt noch kein Secret. Geben Sie das Passwort von %1 ein oder leeren Sie den Benutzernamen, um anonym fortzufahren.</translation>
    </message>
    <message>
        <source>The address or the user is another one now. Type the secret again: a secret is never sent to another place than the one that it was given for.</source>
        <translation>Adresse oder Benutzer sind jetzt andere. Geben Sie das Secret erneut ein: Ein Secret wird nie an eine andere Stelle gesendet als die, für die es angegeben wurde.</translation>
    </message>
    <message>
        <source>The file of secrets is sealed. Type its master password.</source>
        <translation>Die Datei der Secrets ist versiegelt. Geben Sie ihr Master-Passwort ein.</translation>
    </message>
    <message>
        <source>Choose a master password that seals the file of secrets.</source>
        <translation>Wählen Sie ein Master-Passwort, das die Datei der Secrets versiegelt.</translation>
    </message>
    <message>
        <source>The master password is too short: at least 8 characters.</source>
        <translation>Das Master-Passwort ist zu kurz: mindestens 8 Zeichen.</translation>
    </message>
    <message>
        <source>The two master passwords differ. Type them again.</source>
        <translation>Die beiden Master-Passwörter unterscheiden sich. Geben Sie sie erneut ein.</translation>
    </message>
    <message>
        <source>Opening the sealed file…</source>
        <translation>Versiegelte Datei wird geöffnet…</translation>
    </message>
    <message>
        <source>Reading the secret…</source>
        <translation>Secret wird gelesen…</translation>
    </message>
    <message>
        <source>Connecting to %1…</source>
        <translation>Verbindung mit %1 wird hergestellt…</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>Art</translation>
    </message>
    <message>
        <source>Registry of the OCI Distribution API</source>
        <translation>Registry der OCI-Distribution-API</translation>
    </message>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Known there as</source>
        <translation>Dort bekannt als</translation>
    </message>
    <message>
        <source>nobody (anonymous)</source>
        <translation>niemand (anonym)</translation>
    </message>
    <message>
        <source>Limits</source>
        <translation>Grenzen</translation>
    </message>
    <message>
        <source>It does not list its repositories: name them below, one a line.</source>
        <translation>Sie listet ihre Repositorys nicht auf: Benennen Sie sie unten, eines pro Zeile.</translation>
    </message>
    <message>
        <source>Repositories, tags and images; it has no projects, scans, users or audit trail.</source>
        <translation>Repositorys, Tags und Images; sie hat keine Projekte, Scans, Benutzer und kein Audit-Protokoll.</translation>
    </message>
    <message>
        <source>No system administrator: what belongs to the whole system stays closed.</source>
        <translation>Kein Systemadministrator: Was zum ganzen System gehört, bleibt verschlossen.</translation>
    </message>
    <message>
        <source>A robot sees only what was granted to it.</source>
        <translation>Ein Robot-Konto sieht nur, was ihm erteilt wurde.</translation>
    </message>
    <message>
        <source>Only what is public.</source>
        <translation>Nur Öffentliches.</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>%1, issued by %2, until %3</source>
        <translation>%1, ausgestellt von %2, bis %3</translation>
    </message>
    <message>
        <source>Public key</source>
        <translation>Öffentlicher Schlüssel</translation>
    </message>
    <message>
        <source>There is an account named %1 already. Choose another name.</source>
        <translation>Es gibt bereits ein Konto namens %1. Wählen Sie einen anderen Namen.</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>Wird gespeichert…</translation>
    </message>
    <message>
        <source>There is no such account any more. Another Lotse may have removed it.</source>
        <translation>Dieses Konto gibt es nicht mehr. Vielleicht hat ein anderer Lotse es entfernt.</translation>
    </message>
    <message>
        <source>Removing %1…</source>
        <translation>%1 wird entfernt…</translation>
    </message>
</context>
<context>
    <name>lotse::ui::Application</name>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ArtifactModels</name>
    <message>
        <source>pushed %1</source>
        <translation>gepusht %1</translation>
    </message>
    <message>
        <source>last pull %1</source>
        <translation>letzter Pull %1</translation>
    </message>
    <message>
        <source>never pulled</source>
        <translation>nie gepullt</translation>
    </message>
    <message>
        <source>This registry does not scan.</source>
        <translation>Diese Registry scannt nicht.</translation>
    </message>
    <message>
        <source>%1, scanned %2 by %3</source>
        <translation>%1, gescannt %2 von %3</translation>
    </message>
</context>
<context>
    <name>lotse::ui::FileSaver</name>
    <message>
        <source>This is not a file on this computer. Choose another place.</source>
        <translation>Das ist keine Datei auf diesem Computer. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>There is nothing to save yet.</source>
        <translation>Es gibt noch nichts zu speichern.</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::Frame</name>
    <message>
        <source>Commands</source>
        <translation>Befehle</translation>
    </message>
    <message>
        <source>Light or dark</source>
        <translation>Hell oder dunkel</translation>
    </message>
    <message>
        <source>Colours as the desktop</source>
        <translation>Farben wie der Desktop</translation>
    </message>
    <message>
        <source>Compact rows</source>
        <translation>Kompakte Zeilen</translation>
    </message>
    <message>
        <source>Comfortable rows</source>
        <translation>Luftige Zeilen</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Show all registries</source>
        <translation>Alle Registrys zeigen</translation>
    </message>
</context>
<context>
    <name>lotse::ui::JobList</name>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>%L1</source>
        <translation>%L1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::PlotItem</name>
    <message>
        <source>The chart is not drawn yet. Try again in a moment.</source>
        <translation>Das Diagramm ist noch nicht gezeichnet. Versuchen Sie es gleich noch einmal.</translation>
    </message>
    <message>
        <source>The chart was not saved to %1: %2. Choose another folder.</source>
        <translation>Das Diagramm wurde nicht nach %1 gespeichert: %2. Wählen Sie einen anderen Ordner.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ProblemList</name>
    <message>
        <source>Request ID: %1</source>
        <translation>Anfrage-ID: %1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::RequestList</name>
    <message numerus="yes">
        <source>again in %n s</source>
        <translation>
            <numerusform>erneut in %n s</numerusform>
            <numerusform>erneut in %n s</numerusform>
        </translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
</context>
<context>
    <name>lotse::ui::SessionViews</name>
    <message>
        <source>not connected</source>
        <translation>nicht verbunden</translation>
    </message>
    <message>
        <source>connecting</source>
        <translation>verbindet</translation>
    </message>
    <message>
        <source>online</source>
        <translation>online</translation>
    </message>
    <message>
        <source>sign-in needed</source>
        <translation>Anmeldung nötig</translation>
    </message>
    <message>
        <source>not answering</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>offline</source>
        <translation>offline</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>%1 (system admin)</source>
        <translation>%1 (Systemadministrator)</translation>
    </message>
    <message>
        <source>%1 (robot)</source>
        <translation>%1 (Robot-Konto)</translation>
    </message>
    <message>
        <source>%1 (CLI secret)</source>
        <translation>%1 (CLI-Secret)</translation>
    </message>
    <message>
        <source>not signed in</source>
        <translation>nicht angemeldet</translation>
    </message>
    <message>
        <source>Demo of Harbor</source>
        <translation>Demo von Harbor</translation>
    </message>
    <message>
        <source>OCI registry</source>
        <translation>OCI-Registry</translation>
    </message>
    <message>
        <source>OCI registry without a list</source>
        <translation>OCI-Registry ohne Liste</translation>
    </message>
    <message>
        <source>not known yet</source>
        <translation>noch nicht bekannt</translation>
    </message>
    <message>
        <source>built in</source>
        <translation>eingebaut</translation>
    </message>
    <message>
        <source>last answer %1</source>
        <translation>letzte Antwort %1</translation>
    </message>
    <message>
        <source>not encrypted</source>
        <translation>nicht verschlüsselt</translation>
    </message>
</context>
<context>
    <name>lotse::ui::Theme</name>
    <message>
        <source>Critical</source>
        <translation>Kritisch</translation>
    </message>
    <message>
        <source>High</source>
        <translation>Hoch</translation>
    </message>
    <message>
        <source>Medium</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>Low</source>
        <translation>Niedrig</translation>
    </message>
    <message>
        <source>Negligible</source>
        <translation>Vernachlässigbar</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ohne</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>OK</source>
        <translation>OK</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Warning</source>
        <translation>Warnung</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>Off</source>
        <translation>Aus</translation>
    </message>
</context>
<context>
    <name>main</name>
    <message>
        <source>A console for container registries.</source>
        <translation>Eine Konsole für Container-Registrys.</translation>
    </message>
    <message>
        <source>Open the built-in demo registry.</source>
        <translation>Die eingebaute Demo-Registry öffnen.</translation>
    </message>
    <message>
        <source>Save a picture of every page in both themes into this folder, then quit.</source>
        <translation>Ein Bild jeder Seite in beiden Farbschemata in diesem Ordner speichern, dann beenden.</translation>
    </message>
    <message>
        <source>Address of a registry to add.</source>
        <translation>Adresse einer Registry, die hinzugefügt werden soll.</translation>
    </message>
</context>
<context>
    <name>pages</name>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Security</source>
        <translation>Sicherheit</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Storage</source>
        <translation>Speicher</translation>
    </message>
    <message>
        <source>Activity</source>
        <translation>Aktivität</translation>
    </message>
    <message>
        <source>Distribution</source>
        <translation>Verteilung</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Welcome</source>
        <translation>Willkommen</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Labels</source>
        <translation>Labels</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Artifacts</source>
        <translation>Artefakte</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>Tags</translation>
    </message>
    <message>
        <source>Artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>Findings of the registry</source>
        <translation>Befunde der Registry</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Users</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>Groups</source>
        <translation>Gruppen</translation>
    </message>
    <message>
        <source>System robots</source>
        <translation>System-Robot-Konten</translation>
    </message>
    <message>
        <source>Project robots</source>
        <translation>Projekt-Robot-Konten</translation>
    </message>
    <message>
        <source>Your permissions</source>
        <translation>Ihre Berechtigungen</translation>
    </message>
    <message>
        <source>Quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Immutable tags</source>
        <translation>Unveränderliche Tags</translation>
    </message>
    <message>
        <source>Garbage collection</source>
        <translation>Speicherbereinigung</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>Job queues</source>
        <translation>Auftragswarteschlangen</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>Audit purges</source>
        <translation>Audit-Bereinigungen</translation>
    </message>
    <message>
        <source>Registries</source>
        <translation>Registrys</translation>
    </message>
    <message>
        <source>Replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>Replication runs</source>
        <translation>Replikationsläufe</translation>
    </message>
    <message>
        <source>Preheat instances</source>
        <translation>Vorwärm-Instanzen</translation>
    </message>
    <message>
        <source>Preheat policies</source>
        <translation>Vorwärm-Richtlinien</translation>
    </message>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>Zeilen</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>Log</translation>
    </message>
    <message>
        <source>Registries of this program</source>
        <translation>Registrys dieses Programms</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
</context>
</TS>
