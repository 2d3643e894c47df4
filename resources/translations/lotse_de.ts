<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
<context>
    <name>AboutPage</name>
    <message>
        <source>About Lotse</source>
        <translation>Über Lotse</translation>
    </message>
    <message>
        <source>A desktop console for container registries.</source>
        <translation>Eine Desktop-Konsole für Container-Registrys.</translation>
    </message>
    <message>
        <source>Copyright of the Lotse authors. This program is free software: you may pass it on and change it under the GNU General Public License, version 3 or later. It comes without any warranty.</source>
        <translation>Copyright der Lotse-Autoren. Dieses Programm ist freie Software: Sie dürfen es unter der GNU General Public License, Version 3 oder später, weitergeben und verändern. Es kommt ohne jede Gewährleistung.</translation>
    </message>
    <message>
        <source>Made of</source>
        <translation>Besteht aus</translation>
    </message>
    <message>
        <source>Diagnostics for a report</source>
        <translation>Diagnose für einen Fehlerbericht</translation>
    </message>
</context>
<context>
    <name>AccountAdvanced</name>
    <message>
        <source>seconds</source>
        <translation>Sekunden</translation>
    </message>
    <message>
        <source>Client certificate and timeouts</source>
        <translation>Clientzertifikat und Fristen</translation>
    </message>
    <message>
        <source>Hide client certificate and timeouts</source>
        <translation>Clientzertifikat und Fristen ausblenden</translation>
    </message>
    <message>
        <source>Show client certificate and timeouts</source>
        <translation>Clientzertifikat und Fristen einblenden</translation>
    </message>
    <message>
        <source>File of the client key</source>
        <translation>Datei des Client-Schlüssels</translation>
    </message>
    <message>
        <source>File of the client certificate</source>
        <translation>Datei des Clientzertifikats</translation>
    </message>
    <message>
        <source>Certificates and keys (*.pem *.crt *.cer *.key)</source>
        <translation>Zertifikate und Schlüssel (*.pem *.crt *.cer *.key)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>Certificate</source>
        <translation>Zertifikat</translation>
    </message>
    <message>
        <source>none: this account shows no certificate</source>
        <translation>keins: dieses Konto weist kein Zertifikat vor</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Choose the file of the client certificate</source>
        <translation>Die Datei des Clientzertifikats wählen</translation>
    </message>
    <message>
        <source>Key</source>
        <translation>Schlüssel</translation>
    </message>
    <message>
        <source>empty: in the same file</source>
        <translation>leer: in derselben Datei</translation>
    </message>
    <message>
        <source>Choose the file of the client key</source>
        <translation>Die Datei des Client-Schlüssels wählen</translation>
    </message>
    <message>
        <source>Passphrase</source>
        <translation>Passphrase</translation>
    </message>
    <message>
        <source>kept; type only to replace it</source>
        <translation>aufbewahrt; nur tippen, um sie zu ersetzen</translation>
    </message>
    <message>
        <source>passphrase of the key</source>
        <translation>Passphrase des Schlüssels</translation>
    </message>
    <message>
        <source>Passphrase of the client key</source>
        <translation>Passphrase des Client-Schlüssels</translation>
    </message>
    <message>
        <source>Timeout</source>
        <translation>Frist</translation>
    </message>
    <message>
        <source>Seconds to wait for a connection and between two pieces of an answer</source>
        <translation>Sekunden, die auf eine Verbindung und zwischen zwei Teilen einer Antwort gewartet wird</translation>
    </message>
    <message>
        <source>0: gives up after 10 seconds without a connection, or 15 without a word.</source>
        <translation>0: gibt nach 10 Sekunden ohne Verbindung oder 15 ohne ein Wort auf.</translation>
    </message>
    <message>
        <source>Deadline</source>
        <translation>Höchstdauer</translation>
    </message>
    <message>
        <source>Seconds that a whole answer may take</source>
        <translation>Sekunden, die eine ganze Antwort dauern darf</translation>
    </message>
    <message>
        <source>0: a whole answer may take a minute; a report or a log, five.</source>
        <translation>0: eine ganze Antwort darf eine Minute dauern, ein Bericht oder ein Protokoll fünf.</translation>
    </message>
</context>
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
        <source>Secret</source>
        <translation>Secret</translation>
    </message>
    <message>
        <source>kept; type only to replace it</source>
        <translation>gespeichert; nur zum Ersetzen eingeben</translation>
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
            <numerusform>Vertraut wird allein %Ln eigenem Zertifikat.</numerusform>
            <numerusform>Vertraut wird allein %Ln eigenen Zertifikaten.</numerusform>
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
    <message>
        <source>Identity provider</source>
        <translation>Identitätsanbieter</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>taken over; type to replace it</source>
        <translation>übernommen; zum Ersetzen eingeben</translation>
    </message>
    <message>
        <source>or paste a token here</source>
        <translation>oder hier ein Token einfügen</translation>
    </message>
    <message>
        <source>password or secret</source>
        <translation>Passwort oder Secret</translation>
    </message>
    <message>
        <source>The keychain of the desktop cannot be used: %1</source>
        <translation>Der Schlüsselbund des Desktops ist nicht verwendbar: %1</translation>
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
    <name>AccountForm</name>
    <message>
        <source>%1 is not the name of a repository. Write one a line, in small letters and without host and tag: library/nginx.</source>
        <translation>%1 ist kein Name eines Repositorys. Schreiben Sie einen pro Zeile, in Kleinbuchstaben und ohne Host und Tag: library/nginx.</translation>
    </message>
</context>
<context>
    <name>AccountOidc</name>
    <message>
        <source>Issuer, https://id.example.com/realms/main</source>
        <translation>Aussteller, https://id.example.com/realms/main</translation>
    </message>
    <message>
        <source>Issuer of the identity provider</source>
        <translation>Aussteller des Identitätsanbieters</translation>
    </message>
    <message>
        <source>Client</source>
        <translation>Client</translation>
    </message>
    <message>
        <source>Client at the identity provider</source>
        <translation>Client beim Identitätsanbieter</translation>
    </message>
    <message>
        <source>Find them</source>
        <translation>Herausfinden</translation>
    </message>
    <message>
        <source>Asks the registry where its own sign-in leads.</source>
        <translation>Fragt die Registry, wohin ihre eigene Anmeldung führt.</translation>
    </message>
    <message>
        <source>Sign in with the browser</source>
        <translation>Mit dem Browser anmelden</translation>
    </message>
    <message>
        <source>With a code</source>
        <translation>Mit einem Code</translation>
    </message>
    <message>
        <source>Where this machine has no browser.</source>
        <translation>Wo dieser Rechner keinen Browser hat.</translation>
    </message>
    <message>
        <source>Cancel the sign-in</source>
        <translation>Anmeldung abbrechen</translation>
    </message>
    <message>
        <source>Code: %1</source>
        <translation>Code: %1</translation>
    </message>
    <message>
        <source>Open here</source>
        <translation>Hier öffnen</translation>
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
            <numerusform>%Ln Registry</numerusform>
            <numerusform>%Ln Registrys</numerusform>
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
    <message>
        <source>Take over from docker…</source>
        <translation>Von docker übernehmen…</translation>
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
            <numerusform>%Ln Registry</numerusform>
            <numerusform>%Ln Registrys</numerusform>
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
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
</context>
<context>
    <name>AllowlistDialog</name>
    <message>
        <source>Propose a change of an allowlist</source>
        <translation>Eine Änderung einer Zulassungsliste vorschlagen</translation>
    </message>
    <message>
        <source>Save the proposal</source>
        <translation>Den Vorschlag sichern</translation>
    </message>
    <message>
        <source>Request for programs (*.json)</source>
        <translation>Anfrage für Programme (*.json)</translation>
    </message>
    <message>
        <source>Summary for people (*.txt)</source>
        <translation>Zusammenfassung für Menschen (*.txt)</translation>
    </message>
    <message>
        <source>Do</source>
        <translation>Tun</translation>
    </message>
    <message>
        <source>Add to the list</source>
        <translation>Auf die Liste setzen</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>Von der Liste nehmen</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>List of</source>
        <translation>Liste von</translation>
    </message>
    <message>
        <source>Whose list</source>
        <translation>Wessen Liste</translation>
    </message>
    <message>
        <source>Images whose pull changes</source>
        <translation>Images, deren Pull sich ändert</translation>
    </message>
    <message>
        <source>could be pulled</source>
        <translation>ließen sich ziehen</translation>
    </message>
    <message>
        <source>no more</source>
        <translation>nicht mehr</translation>
    </message>
    <message>
        <source>Nothing is changed at the registry: this is a proposal to hand on.</source>
        <translation>An der Registry ändert sich nichts: dies ist ein Vorschlag zum Weitergeben.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Sichern …</translation>
    </message>
    <message>
        <source>List ends</source>
        <translation>Liste endet</translation>
    </message>
    <message>
        <source>As it is</source>
        <translation>Wie bisher</translation>
    </message>
    <message>
        <source>Never</source>
        <translation>Nie</translation>
    </message>
    <message>
        <source>2027-01-31</source>
        <translation>2027-01-31</translation>
    </message>
    <message>
        <source>Last day of the whole list</source>
        <translation>Letzter Tag der ganzen Liste</translation>
    </message>
</context>
<context>
    <name>AllowlistsPage</name>
    <message>
        <source>Allowlists</source>
        <translation>Zulassungslisten</translation>
    </message>
    <message>
        <source>In use</source>
        <translation>In Gebrauch</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Not in use</source>
        <translation>Nicht in Gebrauch</translation>
    </message>
    <message>
        <source>Nothing is let through</source>
        <translation>Nichts wird durchgelassen</translation>
    </message>
    <message>
        <source>No list of the registry or of a project names a vulnerability.</source>
        <translation>Keine Liste der Registry oder eines Projekts nennt eine Schwachstelle.</translation>
    </message>
</context>
<context>
    <name>ArtifactHead</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>und %Ln weiterer</numerusform>
            <numerusform>und %Ln weitere</numerusform>
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
    <message>
        <source>Compare with an earlier image</source>
        <translation>Mit einem früheren Image vergleichen</translation>
    </message>
</context>
<context>
    <name>ArtifactPage</name>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
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
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
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
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Select two artifacts</source>
        <translation>Wählen Sie zwei Artefakte</translation>
    </message>
</context>
<context>
    <name>AttachedTab</name>
    <message>
        <source>Attached, not verified</source>
        <translation>Angehängt, nicht geprüft</translation>
    </message>
    <message>
        <source>Nothing is attached</source>
        <translation>Nichts angehängt</translation>
    </message>
    <message>
        <source>No signature, SBOM, VEX document or attestation is listed for this artifact.</source>
        <translation>Zu diesem Artefakt ist keine Signatur, keine SBOM, kein VEX-Dokument und keine Attestierung aufgeführt.</translation>
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
    <message>
        <source>%1 entries</source>
        <translation>%1 Einträge</translation>
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
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
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
    <name>ComparePage</name>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>The earlier image</source>
        <translation>Das frühere Image</translation>
    </message>
    <message>
        <source>an image of another repository</source>
        <translation>ein Image eines anderen Repositorys</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>The later image</source>
        <translation>Das spätere Image</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Layers</source>
        <translation>Schichten</translation>
    </message>
    <message>
        <source>Findings that differ</source>
        <translation>Unterschiedliche Befunde</translation>
    </message>
    <message>
        <source>No difference</source>
        <translation>Kein Unterschied</translation>
    </message>
    <message>
        <source>Both reports name the same vulnerabilities in the same versions.</source>
        <translation>Beide Berichte nennen dieselben Schwachstellen in denselben Versionen.</translation>
    </message>
    <message>
        <source>Packages that differ</source>
        <translation>Unterschiedliche Pakete</translation>
    </message>
    <message>
        <source>Packages without a finding are in no report, and so not here.</source>
        <translation>Pakete ohne Befund stehen in keinem Bericht und deshalb nicht hier.</translation>
    </message>
    <message>
        <source>Layers of both images</source>
        <translation>Schichten beider Images</translation>
    </message>
    <message>
        <source>No layers to compare</source>
        <translation>Keine Schichten zu vergleichen</translation>
    </message>
    <message>
        <source>Findings are compared from the local store; it is filled by reading the registry.</source>
        <translation>Befunde werden aus dem lokalen Speicher verglichen; er füllt sich durch das Lesen der Registry.</translation>
    </message>
    <message>
        <source>Read this registry now</source>
        <translation>Diese Registry jetzt lesen</translation>
    </message>
</context>
<context>
    <name>ConfigurationPage</name>
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Has a value</source>
        <translation>Hat einen Wert</translation>
    </message>
    <message>
        <source>Fixed</source>
        <translation>Festgelegt</translation>
    </message>
    <message>
        <source>Not known here</source>
        <translation>Hier nicht bekannt</translation>
    </message>
    <message>
        <source>No configuration</source>
        <translation>Keine Konfiguration</translation>
    </message>
    <message>
        <source>The registry answered with no key.</source>
        <translation>Die Registry hat ohne Schlüssel geantwortet.</translation>
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
    <message>
        <source>Compare the keys…</source>
        <translation>Schlüssel vergleichen…</translation>
    </message>
    <message>
        <source>Edit the account…</source>
        <translation>Konto bearbeiten…</translation>
    </message>
    <message>
        <source>Try http instead…</source>
        <translation>Stattdessen http versuchen…</translation>
    </message>
    <message>
        <source>Try https instead…</source>
        <translation>Stattdessen https versuchen…</translation>
    </message>
    <message>
        <source>Opens the account with an address that is not encrypted; nothing is sent before you agree.</source>
        <translation>Öffnet das Konto mit einer unverschlüsselten Adresse; es wird nichts gesendet, bevor Sie zustimmen.</translation>
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
    <name>CveDecisions</name>
    <message>
        <source>Nothing was decided about it</source>
        <translation>Darüber wurde nichts entschieden</translation>
    </message>
    <message>
        <source>Decisions are made on the findings page, for one image, a project or all registries.</source>
        <translation>Entscheidungen werden auf der Seite der Befunde getroffen, für ein Image, ein Projekt oder alle Registrys.</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
</context>
<context>
    <name>CveHead</name>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Read all registries now</source>
        <translation>Jetzt alle Registrys lesen</translation>
    </message>
    <message>
        <source>Asking the local store …</source>
        <translation>Der lokale Speicher wird befragt …</translation>
    </message>
    <message>
        <source>Allowlist …</source>
        <translation>Zulassungsliste …</translation>
    </message>
    <message>
        <source>Says what an entry on an allowlist would unblock, and writes it down as a proposal</source>
        <translation>Sagt, was ein Eintrag auf einer Zulassungsliste freigäbe, und schreibt es als Vorschlag auf</translation>
    </message>
</context>
<context>
    <name>CvePage</name>
    <message>
        <source>What was searched</source>
        <translation>Was durchsucht wurde</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Filter the images</source>
        <translation>Images filtern</translation>
    </message>
    <message>
        <source>Images with %1</source>
        <translation>Images mit %1</translation>
    </message>
    <message>
        <source>Nothing was searched</source>
        <translation>Es wurde nichts durchsucht</translation>
    </message>
    <message>
        <source>%1 is in none of the images that were searched</source>
        <translation>%1 ist in keinem der durchsuchten Images</translation>
    </message>
    <message>
        <source>Read all registries now</source>
        <translation>Jetzt alle Registrys lesen</translation>
    </message>
    <message>
        <source>No account of this program is at the registry of this image. Add one to open it.</source>
        <translation>Kein Konto dieses Programms gehört zur Registry dieses Images. Fügen Sie eines hinzu, um es zu öffnen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
</context>
<context>
    <name>CveTexts</name>
    <message>
        <source>No report in the local store says more of it.</source>
        <translation>Kein Bericht im lokalen Speicher sagt mehr dazu.</translation>
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
        <source>Link %1</source>
        <translation>Link %1</translation>
    </message>
</context>
<context>
    <name>DecisionDialog</name>
    <message>
        <source>In triage</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Affected</source>
        <translation>Betroffen</translation>
    </message>
    <message>
        <source>Not affected</source>
        <translation>Nicht betroffen</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Risk accepted</source>
        <translation>Risiko akzeptiert</translation>
    </message>
    <message>
        <source>Change the decision</source>
        <translation>Entscheidung ändern</translation>
    </message>
    <message>
        <source>Decide on %1</source>
        <translation>Über %1 entscheiden</translation>
    </message>
    <message>
        <source>Decided by</source>
        <translation>Entschieden von</translation>
    </message>
    <message>
        <source>Name of the person or team that stands for it</source>
        <translation>Name der Person oder des Teams, die dafür einstehen</translation>
    </message>
    <message>
        <source>Say who decides.</source>
        <translation>Geben Sie an, wer entscheidet.</translation>
    </message>
    <message>
        <source>Working out what this would do …</source>
        <translation>Auswirkung wird ermittelt …</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Change it</source>
        <translation>Ändern</translation>
    </message>
    <message>
        <source>Decide</source>
        <translation>Entscheiden</translation>
    </message>
</context>
<context>
    <name>DecisionFields</name>
    <message>
        <source>none given</source>
        <translation>keine angegeben</translation>
    </message>
    <message>
        <source>The code is not there</source>
        <translation>Der Code ist nicht vorhanden</translation>
    </message>
    <message>
        <source>The code is never run</source>
        <translation>Der Code wird nie ausgeführt</translation>
    </message>
    <message>
        <source>Needs a setting that is off</source>
        <translation>Braucht eine Einstellung, die aus ist</translation>
    </message>
    <message>
        <source>Needs something that is missing</source>
        <translation>Braucht etwas, das fehlt</translation>
    </message>
    <message>
        <source>Needs another environment</source>
        <translation>Braucht eine andere Umgebung</translation>
    </message>
    <message>
        <source>The compiler protects</source>
        <translation>Der Compiler schützt</translation>
    </message>
    <message>
        <source>Protected at run time</source>
        <translation>Zur Laufzeit geschützt</translation>
    </message>
    <message>
        <source>Protected at the perimeter</source>
        <translation>Am Netzrand geschützt</translation>
    </message>
    <message>
        <source>Another control protects</source>
        <translation>Eine andere Maßnahme schützt</translation>
    </message>
    <message>
        <source>update</source>
        <translation>Aktualisierung</translation>
    </message>
    <message>
        <source>rollback</source>
        <translation>Rollback</translation>
    </message>
    <message>
        <source>workaround</source>
        <translation>Umgehung</translation>
    </message>
    <message>
        <source>cannot fix</source>
        <translation>nicht behebbar</translation>
    </message>
    <message>
        <source>will not fix</source>
        <translation>wird nicht behoben</translation>
    </message>
    <message>
        <source>Justification</source>
        <translation>Begründung</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>Why it may be hidden; needed</source>
        <translation>Warum es ausgeblendet werden darf; erforderlich</translation>
    </message>
    <message>
        <source>A note for those who come after</source>
        <translation>Eine Notiz für alle, die später kommen</translation>
    </message>
    <message>
        <source>Response</source>
        <translation>Reaktion</translation>
    </message>
    <message>
        <source>Ticket</source>
        <translation>Ticket</translation>
    </message>
    <message>
        <source>Address of the ticket</source>
        <translation>Adresse des Tickets</translation>
    </message>
</context>
<context>
    <name>DecisionHistory</name>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>in force</source>
        <translation>in Kraft</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>review on %1</source>
        <translation>Wiedervorlage am %1</translation>
    </message>
    <message>
        <source>Change …</source>
        <translation>Ändern …</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>Zurückziehen</translation>
    </message>
</context>
<context>
    <name>DecisionReach</name>
    <message>
        <source>These digests alone</source>
        <translation>Nur diese Digests</translation>
    </message>
    <message>
        <source>Their repositories</source>
        <translation>Deren Repositorys</translation>
    </message>
    <message>
        <source>Their projects</source>
        <translation>Deren Projekte</translation>
    </message>
    <message>
        <source>Their registries</source>
        <translation>Deren Registrys</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message>
        <source>Holds in</source>
        <translation>Gilt in</translation>
    </message>
    <message>
        <source>Where it holds</source>
        <translation>Wo sie gilt</translation>
    </message>
    <message>
        <source>All versions of the package</source>
        <translation>Alle Versionen des Pakets</translation>
    </message>
    <message>
        <source>Otherwise a new version is put up for review</source>
        <translation>Sonst wird eine neue Version zur Prüfung vorgelegt</translation>
    </message>
    <message>
        <source>Expires</source>
        <translation>Läuft ab</translation>
    </message>
    <message>
        <source>never</source>
        <translation>nie</translation>
    </message>
    <message>
        <source>Day of expiry, as year-month-day</source>
        <translation>Ablauftag als Jahr-Monat-Tag</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Wiedervorlage</translation>
    </message>
    <message>
        <source>Day of review, as year-month-day</source>
        <translation>Tag der Wiedervorlage als Jahr-Monat-Tag</translation>
    </message>
    <message>
        <source>Hide what is decided from open findings</source>
        <translation>Entschiedenes aus den offenen Befunden ausblenden</translation>
    </message>
</context>
<context>
    <name>DiagnosticsPage</name>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Save the diagnostics</source>
        <translation>Diagnose speichern</translation>
    </message>
    <message>
        <source>This is all that is saved: read it before you give it away. There is no password and no token in it.</source>
        <translation>Das ist alles, was gespeichert wird: Lesen Sie es, bevor Sie es weitergeben. Es enthält kein Passwort und kein Token.</translation>
    </message>
    <message>
        <source>With names</source>
        <translation>Mit Namen</translation>
    </message>
    <message>
        <source>Names of hosts, projects and people as they are; else they are left out.</source>
        <translation>Namen von Hosts, Projekten und Personen, wie sie sind; sonst werden sie ausgelassen.</translation>
    </message>
    <message>
        <source>Gather again</source>
        <translation>Neu sammeln</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Save…</source>
        <translation>Speichern…</translation>
    </message>
</context>
<context>
    <name>DiscardBar</name>
    <message>
        <source>Discard what you typed?</source>
        <translation>Eingaben verwerfen?</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
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
        <source>Hide the panel</source>
        <translation>Bereich ausblenden</translation>
    </message>
    <message>
        <source>Show the panel</source>
        <translation>Bereich einblenden</translation>
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
    <name>ExportMenu</name>
    <message>
        <source>Writing …</source>
        <translation>Wird geschrieben …</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Take decisions from VEX …</source>
        <translation>Entscheidungen aus VEX übernehmen …</translation>
    </message>
    <message>
        <source>Export: %1</source>
        <translation>Export: %1</translation>
    </message>
    <message>
        <source>OpenVEX, CycloneDX VEX or CSAF</source>
        <translation>OpenVEX, CycloneDX VEX oder CSAF</translation>
    </message>
    <message>
        <source>Propose for an allowlist …</source>
        <translation>Für eine Zulassungsliste vorschlagen …</translation>
    </message>
</context>
<context>
    <name>FacetBar</name>
    <message>
        <source>Filter</source>
        <translation>Filter</translation>
    </message>
    <message>
        <source>Fixable</source>
        <translation>Behebbar</translation>
    </message>
    <message>
        <source>Exploited</source>
        <translation>Ausgenutzt</translation>
    </message>
    <message>
        <source>Known to be exploited, by the KEV list</source>
        <translation>Laut KEV-Liste bekanntermaßen ausgenutzt</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Registry</source>
        <translation>Registry</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>EPSS, KEV: old …</source>
        <translation>EPSS, KEV: alt …</translation>
    </message>
    <message>
        <source>EPSS, KEV …</source>
        <translation>EPSS, KEV …</translation>
    </message>
    <message>
        <source>The lists that priorities are made of, and newer ones from a file</source>
        <translation>Die Listen, aus denen Prioritäten entstehen, und neuere aus einer Datei</translation>
    </message>
</context>
<context>
    <name>FacetMenu</name>
    <message numerus="yes">
        <source>%1: %n values</source>
        <translation>
            <numerusform>%1: %Ln Wert</numerusform>
            <numerusform>%1: %Ln Werte</numerusform>
        </translation>
    </message>
    <message>
        <source>%1, %2 occurrences</source>
        <translation>%1, %2 Vorkommen</translation>
    </message>
    <message>
        <source>All of them</source>
        <translation>Alle</translation>
    </message>
</context>
<context>
    <name>FailureReason</name>
    <message>
        <source>Reading the log…</source>
        <translation>Log wird gelesen…</translation>
    </message>
    <message numerus="yes">
        <source>What the log says of errors (%n lines)</source>
        <translation>
            <numerusform>Was das Log zu Fehlern sagt (%Ln Zeile)</numerusform>
            <numerusform>Was das Log zu Fehlern sagt (%Ln Zeilen)</numerusform>
        </translation>
    </message>
    <message>
        <source>The log names no error.</source>
        <translation>Das Log nennt keinen Fehler.</translation>
    </message>
    <message>
        <source>Whole log</source>
        <translation>Ganzes Log</translation>
    </message>
    <message>
        <source>Errors in the log</source>
        <translation>Fehler im Log</translation>
    </message>
</context>
<context>
    <name>FileDrop</name>
    <message>
        <source>Drop an EPSS or KEV list, or a VEX document</source>
        <translation>Eine EPSS- oder KEV-Liste oder ein VEX-Dokument hier ablegen</translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message>
        <source>Files</source>
        <translation>Dateien</translation>
    </message>
    <message>
        <source>Save file …</source>
        <translation>Datei speichern …</translation>
    </message>
    <message>
        <source>This file is empty</source>
        <translation>Diese Datei ist leer</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
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
    <name>FindingCounts</name>
    <message>
        <source>A vulnerability in a package of an image, once for each platform and installed version</source>
        <translation>Eine Schwachstelle in einem Paket eines Images, einmal je Plattform und installierter Version</translation>
    </message>
    <message>
        <source>A vulnerability in a package of a repository, however many images have it</source>
        <translation>Eine Schwachstelle in einem Paket eines Repositorys, egal wie viele Images sie haben</translation>
    </message>
    <message>
        <source>Distinct ones; several names of the same one count once</source>
        <translation>Verschiedene; mehrere Namen derselben zählen einmal</translation>
    </message>
    <message>
        <source>Distinct names of packages</source>
        <translation>Verschiedene Namen von Paketen</translation>
    </message>
    <message>
        <source>Distinct digests in repositories; an index with its platforms is one</source>
        <translation>Verschiedene Digests in Repositorys; ein Index mit seinen Plattformen ist einer</translation>
    </message>
    <message>
        <source>of %1 occurrences in the store</source>
        <translation>von %1 Vorkommen im Speicher</translation>
    </message>
    <message numerus="yes">
        <source>%n scans failed</source>
        <translation>
            <numerusform>%Ln Scan fehlgeschlagen</numerusform>
            <numerusform>%Ln Scans fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images not scanned</source>
        <translation>
            <numerusform>%Ln Image nicht gescannt</numerusform>
            <numerusform>%Ln Images nicht gescannt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>occurrences</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Vorkommen</numerusform>
            <numerusform>Vorkommen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>issues</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Fall</numerusform>
            <numerusform>Fälle</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>vulnerabilities</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Schwachstelle</numerusform>
            <numerusform>Schwachstellen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>packages</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Paket</numerusform>
            <numerusform>Pakete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>images</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Image</numerusform>
            <numerusform>Images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>repositories</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Repository</numerusform>
            <numerusform>Repositorys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>occurrences with a fix</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>Vorkommen mit Korrektur</numerusform>
            <numerusform>Vorkommen mit Korrektur</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports could not be read</source>
        <translation>
            <numerusform>%n Bericht war nicht lesbar</numerusform>
            <numerusform>%n Berichte waren nicht lesbar</numerusform>
        </translation>
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
    <message>
        <source>Where else?</source>
        <translation>Wo noch?</translation>
    </message>
</context>
<context>
    <name>FindingImages</name>
    <message>
        <source>The first %1 of %2 images</source>
        <translation>Die ersten %1 von %2 Images</translation>
    </message>
    <message numerus="yes">
        <source>In %n images</source>
        <translation>
            <numerusform>In %Ln Image</numerusform>
            <numerusform>In %Ln Images</numerusform>
        </translation>
    </message>
    <message>
        <source>pushed %1</source>
        <translation>gepusht %1</translation>
    </message>
    <message>
        <source>pulled %1 by %2</source>
        <translation>gepullt %1 von %2</translation>
    </message>
    <message>
        <source>pulled %1</source>
        <translation>gepullt %1</translation>
    </message>
    <message>
        <source>never pulled</source>
        <translation>nie gepullt</translation>
    </message>
</context>
<context>
    <name>FindingPane</name>
    <message>
        <source>Select a row to read all of it here</source>
        <translation>Wählen Sie eine Zeile, um sie hier vollständig zu lesen</translation>
    </message>
    <message>
        <source>Decide …</source>
        <translation>Entscheiden …</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>Überall</translation>
    </message>
    <message>
        <source>Shows this vulnerability over all registries</source>
        <translation>Zeigt diese Schwachstelle über alle Registrys</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>Beschreibung</translation>
    </message>
    <message>
        <source>Links of the report</source>
        <translation>Links des Berichts</translation>
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
    <name>FoldPane</name>
    <message>
        <source>Details</source>
        <translation>Details</translation>
    </message>
    <message>
        <source>Show: %1</source>
        <translation>Einblenden: %1</translation>
    </message>
    <message>
        <source>Hide: %1</source>
        <translation>Ausblenden: %1</translation>
    </message>
</context>
<context>
    <name>GatheredView</name>
    <message>
        <source>Filter what is loaded</source>
        <translation>Geladenes filtern</translation>
    </message>
    <message>
        <source>Nothing of this kind here</source>
        <translation>Hier gibt es nichts dieser Art</translation>
    </message>
    <message>
        <source>No row fits the filter</source>
        <translation>Keine Zeile passt zum Filter</translation>
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
    <name>HealthStrip</name>
    <message>
        <source>The last looks at %1</source>
        <translation>Die letzten Prüfungen von %1</translation>
    </message>
    <message>
        <source>The last looks at %1, the newest at the right</source>
        <translation>Die letzten Prüfungen von %1, die neueste rechts</translation>
    </message>
</context>
<context>
    <name>HelpPage</name>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>Topics</source>
        <translation>Themen</translation>
    </message>
    <message>
        <source>Back to the page</source>
        <translation>Zurück zur Seite</translation>
    </message>
</context>
<context>
    <name>IconProvider</name>
    <message>
        <source>Icons cannot be drawn: Qt has no plugin for SVG here. Install qt6-svg-plugins (Debian 13 and newer), libqt6svg6 (Debian 12) or qt6-qtsvg.</source>
        <translation>Symbole können nicht gezeichnet werden: Qt hat hier kein Plugin für SVG. Installieren Sie qt6-svg-plugins (Debian 13 und neuer), libqt6svg6 (Debian 12) oder qt6-qtsvg.</translation>
    </message>
    <message>
        <source>The icon theme Breeze was not found. Install breeze-icon-theme.</source>
        <translation>Das Symbolthema Breeze wurde nicht gefunden. Installieren Sie breeze-icon-theme.</translation>
    </message>
</context>
<context>
    <name>ImmutablePage</name>
    <message>
        <source>Immutable tags</source>
        <translation>Unveränderliche Tags</translation>
    </message>
    <message>
        <source>No rule</source>
        <translation>Keine Regel</translation>
    </message>
    <message>
        <source>Every tag of the projects that you may see can be moved and deleted.</source>
        <translation>Jeder Tag der Projekte, die Sie sehen dürfen, kann verschoben und gelöscht werden.</translation>
    </message>
    <message>
        <source>Tags that the rule fits</source>
        <translation>Tags, auf die die Regel passt</translation>
    </message>
    <message>
        <source>Select a rule to see the tags that it fits</source>
        <translation>Wählen Sie eine Regel, um die Tags zu sehen, auf die sie passt</translation>
    </message>
    <message>
        <source>No tag fits this rule</source>
        <translation>Auf keinen Tag passt diese Regel</translation>
    </message>
    <message>
        <source>It protects what will be pushed, but nothing that is there now.</source>
        <translation>Sie schützt, was noch gepusht wird, aber nichts, was jetzt da ist.</translation>
    </message>
</context>
<context>
    <name>Inspector</name>
    <message>
        <source>Select a row to see its details</source>
        <translation>Wählen Sie eine Zeile, um ihre Details zu sehen</translation>
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
    <name>JobsPage</name>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Filter queues</source>
        <translation>Warteschlangen filtern</translation>
    </message>
    <message>
        <source>Read workers and pools again</source>
        <translation>Worker und Pools neu lesen</translation>
    </message>
    <message>
        <source>Queues</source>
        <translation>Warteschlangen</translation>
    </message>
    <message>
        <source>No queues</source>
        <translation>Keine Warteschlangen</translation>
    </message>
    <message>
        <source>Workers</source>
        <translation>Worker</translation>
    </message>
    <message>
        <source>No workers</source>
        <translation>Keine Worker</translation>
    </message>
    <message>
        <source>Without a worker no job runs: no scan, no replication, no webhook.</source>
        <translation>Ohne Worker läuft kein Auftrag: kein Scan, keine Replikation, kein Webhook.</translation>
    </message>
    <message>
        <source>Pools</source>
        <translation>Pools</translation>
    </message>
    <message>
        <source>No pools</source>
        <translation>Keine Pools</translation>
    </message>
    <message numerus="yes">
        <source>%n jobs wait</source>
        <translation>
            <numerusform>%n Auftrag wartet</numerusform>
            <numerusform>%n Aufträge warten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queues paused</source>
        <translation>
            <numerusform>%n Warteschlange pausiert</numerusform>
            <numerusform>%n Warteschlangen pausiert</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>KeepViewDialog</name>
    <message>
        <source>Keep this view</source>
        <translation>Diese Ansicht speichern</translation>
    </message>
    <message>
        <source>Name of the view</source>
        <translation>Name der Ansicht</translation>
    </message>
    <message>
        <source>All findings</source>
        <translation>Alle Befunde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Speichern</translation>
    </message>
</context>
<context>
    <name>KindPage</name>
    <message>
        <source>Nothing of this kind here</source>
        <translation>Hier gibt es nichts dieser Art</translation>
    </message>
    <message>
        <source>The registry answered with an empty list.</source>
        <translation>Die Registry hat mit einer leeren Liste geantwortet.</translation>
    </message>
    <message>
        <source>Policy</source>
        <translation>Regel</translation>
    </message>
    <message>
        <source>Shows only these rows, or all of them</source>
        <translation>Zeigt nur diese Zeilen oder alle</translation>
    </message>
</context>
<context>
    <name>LayersTab</name>
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
    <message>
        <source>Layers are not read yet</source>
        <translation>Schichten sind noch nicht gelesen</translation>
    </message>
    <message>
        <source>Harbor keeps no build history of this artifact. Its layers are in the manifest.</source>
        <translation>Harbor führt zu diesem Artefakt keinen Build-Verlauf. Seine Schichten stehen im Manifest.</translation>
    </message>
</context>
<context>
    <name>LeaveDialog</name>
    <message>
        <source>Discard the changes?</source>
        <translation>Änderungen verwerfen?</translation>
    </message>
    <message>
        <source>This form has changes that are not saved.</source>
        <translation>Dieses Formular enthält nicht gespeicherte Änderungen.</translation>
    </message>
    <message>
        <source>Keep editing</source>
        <translation>Weiter bearbeiten</translation>
    </message>
    <message>
        <source>Discard</source>
        <translation>Verwerfen</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Open this address?</source>
        <translation>Diese Adresse öffnen?</translation>
    </message>
    <message>
        <source>A scanner&apos;s report names it. It opens in your browser, outside of this program.</source>
        <translation>Der Bericht eines Scanners nennt sie. Sie öffnet sich in Ihrem Browser, außerhalb dieses Programms.</translation>
    </message>
    <message>
        <source>This is no plain web address. It can be copied, not opened.</source>
        <translation>Das ist keine einfache Webadresse. Sie kann kopiert, aber nicht geöffnet werden.</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>Kopieren</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
</context>
<context>
    <name>LockPage</name>
    <message>
        <source>Lotse is locked</source>
        <translation>Lotse ist gesperrt</translation>
    </message>
    <message>
        <source>The master password of the sealed secrets opens it.</source>
        <translation>Das Master-Passwort der versiegelten Secrets öffnet das Fenster.</translation>
    </message>
    <message>
        <source>It opens with the screen of the desktop: lock that, and unlock it.</source>
        <translation>Das Fenster öffnet sich mit dem Bildschirm des Desktops: Sperren Sie diesen und entsperren Sie ihn wieder.</translation>
    </message>
    <message>
        <source>There is no master password, and the desktop cannot be asked: this only hides what is shown.</source>
        <translation>Es gibt kein Master-Passwort, und der Desktop kann nicht gefragt werden: Dies verbirgt nur, was gezeigt wird.</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Master-Passwort</translation>
    </message>
    <message>
        <source>Lock the desktop</source>
        <translation>Desktop sperren</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
    </message>
    <message>
        <source>Quit Lotse</source>
        <translation>Lotse beenden</translation>
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
    <message>
        <source>Looking through the log…</source>
        <translation>Das Protokoll wird durchgesehen …</translation>
    </message>
    <message>
        <source>Follow</source>
        <translation>Folgen</translation>
    </message>
    <message>
        <source>Reads the log again every three seconds, and stays at its end.</source>
        <translation>Liest das Protokoll alle drei Sekunden neu und bleibt an seinem Ende.</translation>
    </message>
    <message>
        <source>Copy the lines</source>
        <translation>Die Zeilen kopieren</translation>
    </message>
    <message>
        <source>This log is %1 long. Its end is shown and searched; the first %2 were let go. lotse-cli get reads a log whole, up to 64 MiB.</source>
        <translation>Dieses Protokoll ist %1 lang. Gezeigt und durchsucht wird sein Ende; die ersten %2 wurden fallen gelassen. lotse-cli get liest ein Protokoll ganz, bis 64 MiB.</translation>
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
    <name>MatrixBar</name>
    <message>
        <source>Filter people and groups</source>
        <translation>Personen und Gruppen filtern</translation>
    </message>
    <message>
        <source>Filter projects</source>
        <translation>Projekte filtern</translation>
    </message>
    <message>
        <source>May push</source>
        <translation>Darf pushen</translation>
    </message>
    <message>
        <source>Project admins</source>
        <translation>Projektadministratoren</translation>
    </message>
    <message>
        <source>User is gone</source>
        <translation>Benutzer gelöscht</translation>
    </message>
    <message>
        <source>%1 × %2</source>
        <translation>%1 × %2</translation>
    </message>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%Ln Mitglied</numerusform>
            <numerusform>%Ln Mitglieder</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects</source>
        <translation>
            <numerusform>%Ln Projekt</numerusform>
            <numerusform>%Ln Projekte</numerusform>
        </translation>
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
        <source>Refresh</source>
        <translation>Aktualisieren</translation>
    </message>
</context>
<context>
    <name>MatrixColumnHead</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>MatrixRowHead</name>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
</context>
<context>
    <name>MemberDetail</name>
    <message>
        <source>Select a cell to read what the role may really do. ↑ marks roles that may push. The head of a project, or Shift+Enter, opens who may push there and when they last pulled.</source>
        <translation>Wählen Sie eine Zelle, um zu lesen, was die Rolle wirklich darf. ↑ kennzeichnet Rollen, die pushen dürfen. Der Kopf eines Projekts oder Umschalt+Enter öffnet, wer dort pushen darf und wann zuletzt gepullt wurde.</translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>No member of %1</source>
        <translation>Kein Mitglied von %1</translation>
    </message>
    <message>
        <source>Who may push here?</source>
        <translation>Wer darf hier pushen?</translation>
    </message>
    <message>
        <source>Open the project</source>
        <translation>Projekt öffnen</translation>
    </message>
    <message>
        <source>Audit trail</source>
        <translation>Audit-Protokoll</translation>
    </message>
    <message>
        <source>What this account did</source>
        <translation>Was dieses Konto getan hat</translation>
    </message>
</context>
<context>
    <name>MembersPage</name>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
    <message>
        <source>No members</source>
        <translation>Keine Mitglieder</translation>
    </message>
    <message>
        <source>No project that you may see tells you who its members are.</source>
        <translation>Kein Projekt, das Sie sehen dürfen, nennt Ihnen seine Mitglieder.</translation>
    </message>
</context>
<context>
    <name>NeedsAttention</name>
    <message>
        <source>Needs attention (%1)</source>
        <translation>Braucht Aufmerksamkeit (%1)</translation>
    </message>
    <message>
        <source>Needs attention</source>
        <translation>Braucht Aufmerksamkeit</translation>
    </message>
    <message>
        <source>so far, still checking …</source>
        <translation>bisher, wird noch geprüft …</translation>
    </message>
    <message>
        <source>checking …</source>
        <translation>wird geprüft …</translation>
    </message>
    <message>
        <source>Nothing: quotas, replication, webhooks, robots, scans and all parts of the registry are in order.</source>
        <translation>Nichts: Kontingente, Replikation, Webhooks, Robot-Konten, Scans und alle Teile der Registry sind in Ordnung.</translation>
    </message>
    <message>
        <source>Nothing in what could be checked.</source>
        <translation>Nichts in dem, was geprüft werden konnte.</translation>
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
            <numerusform>%Ln Audit-Eintrag</numerusform>
            <numerusform>%Ln Audit-Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
    </message>
    <message>
        <source>Reading…</source>
        <translation>Wird gelesen…</translation>
    </message>
</context>
<context>
    <name>OverviewCards</name>
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
    <message>
        <source>%1 public, %2 private</source>
        <translation>%1 öffentlich, %2 privat</translation>
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
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Nicht gelesen</translation>
    </message>
    <message>
        <source>No data yet</source>
        <translation>Noch keine Daten</translation>
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
        <source>Read again</source>
        <translation>Neu lesen</translation>
    </message>
</context>
<context>
    <name>OverviewStorage</name>
    <message>
        <source>Storage by project</source>
        <translation>Speicher nach Projekt</translation>
    </message>
    <message numerus="yes">
        <source>%n smaller ones are left out</source>
        <translation>
            <numerusform>%Ln kleineres ist ausgelassen</numerusform>
            <numerusform>%Ln kleinere sind ausgelassen</numerusform>
        </translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>Nicht gelesen</translation>
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
        <source>Matches</source>
        <translation>Treffer</translation>
    </message>
    <message>
        <source>Nothing fits. Try fewer letters, or paste an id, a digest or an address.</source>
        <translation>Nichts passt. Versuchen Sie es mit weniger Buchstaben oder fügen Sie eine ID, einen Digest oder eine Adresse ein.</translation>
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
    <name>PivotSwitch</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Upgrades</source>
        <translation>Aktualisierungen</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Gathered by</source>
        <translation>Gruppiert nach</translation>
    </message>
</context>
<context>
    <name>PoliciesPage</name>
    <message>
        <source>Deployment policies</source>
        <translation>Bereitstellungsrichtlinien</translation>
    </message>
    <message>
        <source>Block nothing</source>
        <translation>Blockiert nichts</translation>
    </message>
    <message>
        <source>Not scanned on push</source>
        <translation>Kein Scan beim Push</translation>
    </message>
    <message>
        <source>Public</source>
        <translation>Öffentlich</translation>
    </message>
    <message>
        <source>Proxy caches</source>
        <translation>Proxy-Caches</translation>
    </message>
    <message>
        <source>No projects</source>
        <translation>Keine Projekte</translation>
    </message>
    <message>
        <source>Your account sees no project.</source>
        <translation>Ihr Konto sieht kein Projekt.</translation>
    </message>
</context>
<context>
    <name>PolicyDetail</name>
    <message>
        <source>Select a row to read in words what it does.</source>
        <translation>Wählen Sie eine Zeile, um in Worten zu lesen, was sie tut.</translation>
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
    <name>PriorityDialog</name>
    <message>
        <source>Likelihood and known exploits</source>
        <translation>Wahrscheinlichkeit und bekannte Angriffe</translation>
    </message>
    <message>
        <source>An EPSS or KEV list</source>
        <translation>Eine EPSS- oder KEV-Liste</translation>
    </message>
    <message>
        <source>Lists (*.csv *.csv.gz *.gz *.json)</source>
        <translation>Listen (*.csv *.csv.gz *.gz *.json)</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>Alle Dateien (*)</translation>
    </message>
    <message>
        <source>not loaded</source>
        <translation>nicht geladen</translation>
    </message>
    <message>
        <source>of %1 (%2)</source>
        <translation>vom %1 (%2)</translation>
    </message>
    <message>
        <source>without a date</source>
        <translation>ohne Datum</translation>
    </message>
    <message>
        <source>old: import a newer file</source>
        <translation>alt: eine neuere Datei einlesen</translation>
    </message>
    <message>
        <source>Bring the files as FIRST and CISA publish them; the program fetches nothing. They can be dropped on the page as well.</source>
        <translation>Nehmen Sie die Dateien, wie FIRST und CISA sie veröffentlichen; das Programm holt nichts. Sie lassen sich auch auf der Seite ablegen.</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Choose a file …</source>
        <translation>Eine Datei wählen …</translation>
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
    <name>ProjectAccessPage</name>
    <message>
        <source>Access to %1</source>
        <translation>Zugriff auf %1</translation>
    </message>
    <message>
        <source>Members</source>
        <translation>Mitglieder</translation>
    </message>
    <message>
        <source>May push</source>
        <translation>Darf pushen</translation>
    </message>
    <message>
        <source>May pull</source>
        <translation>Darf pullen</translation>
    </message>
    <message>
        <source>May delete</source>
        <translation>Darf löschen</translation>
    </message>
    <message>
        <source>Nobody has access</source>
        <translation>Niemand hat Zugriff</translation>
    </message>
    <message>
        <source>Open the project</source>
        <translation>Projekt öffnen</translation>
    </message>
</context>
<context>
    <name>ProjectHead</name>
    <message>
        <source>About the project</source>
        <translation>Über das Projekt</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
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
        <source>blocks %1 and above</source>
        <translation>blockiert ab %1</translation>
    </message>
    <message>
        <source>requires signature</source>
        <translation>verlangt Signatur</translation>
    </message>
    <message>
        <source>scans on push</source>
        <translation>scannt beim Push</translation>
    </message>
    <message>
        <source>Quota: %1</source>
        <translation>Kontingent: %1</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Access</source>
        <translation>Zugriff</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
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
    <message>
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
</context>
<context>
    <name>ProxiesPage</name>
    <message>
        <source>Proxy caches</source>
        <translation>Proxy-Caches</translation>
    </message>
    <message>
        <source>No proxy cache</source>
        <translation>Kein Proxy-Cache</translation>
    </message>
    <message>
        <source>No project that you may see is a cache of another registry.</source>
        <translation>Kein Projekt, das Sie sehen dürfen, ist Cache einer anderen Registry.</translation>
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
    <name>PullNotice</name>
    <message>
        <source>Not everything is read yet: Harbor counts reading a manifest as a pull. It changes the last pull time and the pull count, writes an audit log entry and triggers webhooks.</source>
        <translation>Noch ist nicht alles gelesen: Harbor zählt das Lesen eines Manifests als Pull. Es ändert den Zeitpunkt des letzten Pulls und die Zahl der Pulls, schreibt einen Audit-Eintrag und löst Webhooks aus.</translation>
    </message>
    <message>
        <source>Read the manifest</source>
        <translation>Manifest lesen</translation>
    </message>
</context>
<context>
    <name>QueryField</name>
    <message>
        <source>Filter, for example sev:&gt;=high fix:yes repo:*api</source>
        <translation>Filter, zum Beispiel sev:&gt;=high fix:yes repo:*api</translation>
    </message>
    <message>
        <source>Filter of the findings</source>
        <translation>Filter der Befunde</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>What may follow</source>
        <translation>Was folgen kann</translation>
    </message>
</context>
<context>
    <name>QueryOffer</name>
    <message>
        <source>%1, %2 occurrences</source>
        <translation>%1, %2 Vorkommen</translation>
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
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
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
    <name>RailMenu</name>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Connect again</source>
        <translation>Neu verbinden</translation>
    </message>
    <message>
        <source>Sync findings</source>
        <translation>Befunde abgleichen</translation>
    </message>
    <message>
        <source>Edit the account…</source>
        <translation>Konto bearbeiten…</translation>
    </message>
    <message>
        <source>Copy the address</source>
        <translation>Adresse kopieren</translation>
    </message>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
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
    <name>RawFold</name>
    <message>
        <source>Raw JSON</source>
        <translation>JSON-Rohdaten</translation>
    </message>
    <message>
        <source>Hide the raw JSON</source>
        <translation>JSON-Rohdaten ausblenden</translation>
    </message>
    <message>
        <source>Show the raw JSON</source>
        <translation>JSON-Rohdaten einblenden</translation>
    </message>
    <message>
        <source>Copy the raw JSON</source>
        <translation>JSON-Rohdaten kopieren</translation>
    </message>
    <message>
        <source>The object as the registry sent it</source>
        <translation>Das Objekt, wie die Registry es gesendet hat</translation>
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
    <message>
        <source>Save config …</source>
        <translation>Konfiguration speichern …</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The manifest is not read yet</source>
        <translation>Das Manifest ist noch nicht gelesen</translation>
    </message>
    <message>
        <source>Manifest and config are shown here after you agree to read them.</source>
        <translation>Manifest und Konfiguration werden hier gezeigt, sobald Sie dem Lesen zugestimmt haben.</translation>
    </message>
    <message>
        <source>Read the manifest</source>
        <translation>Manifest lesen</translation>
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
    <name>RegistriesPage</name>
    <message>
        <source>Registries</source>
        <translation>Registrys</translation>
    </message>
    <message>
        <source>Not healthy</source>
        <translation>Nicht gesund</translation>
    </message>
    <message>
        <source>Unused</source>
        <translation>Unbenutzt</translation>
    </message>
    <message>
        <source>No other registry</source>
        <translation>Keine andere Registry</translation>
    </message>
    <message>
        <source>This registry neither replicates nor proxies.</source>
        <translation>Diese Registry repliziert nicht und ist kein Proxy.</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
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
    <name>RemoveViewsDialog</name>
    <message>
        <source>Your views</source>
        <translation>Ihre Ansichten</translation>
    </message>
    <message>
        <source>You have kept no view yet.</source>
        <translation>Sie haben noch keine Ansicht gespeichert.</translation>
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
        <source>Close</source>
        <translation>Schließen</translation>
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
    <name>RetentionLogPage</name>
    <message>
        <source>Retention in %1</source>
        <translation>Aufbewahrung in %1</translation>
    </message>
    <message>
        <source>Retention run</source>
        <translation>Aufbewahrungslauf</translation>
    </message>
    <message>
        <source>Retention</source>
        <translation>Aufbewahrung</translation>
    </message>
    <message>
        <source>Would be deleted</source>
        <translation>Würde gelöscht</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>Gelöscht</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>Behalten</translation>
    </message>
    <message>
        <source>Dry run: nothing was deleted</source>
        <translation>Probelauf: Es wurde nichts gelöscht</translation>
    </message>
    <message>
        <source>Read the log again</source>
        <translation>Log neu lesen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>The log holds no table</source>
        <translation>Das Log enthält keine Tabelle</translation>
    </message>
    <message>
        <source>The run ended before it decided anything; the log below says why.</source>
        <translation>Der Lauf endete, bevor er etwas entschied; das Log unten sagt, warum.</translation>
    </message>
    <message>
        <source>The log is too long to be read whole: its first %1 were let go, and the table is not complete.</source>
        <translation>Das Protokoll ist zu lang, um ganz gelesen zu werden: seine ersten %1 wurden fallen gelassen, und die Tabelle ist nicht vollständig.</translation>
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
    <name>RightsList</name>
    <message>
        <source>yes</source>
        <translation>ja</translation>
    </message>
    <message>
        <source>yes, but this registry does not know the right</source>
        <translation>ja, aber diese Registry kennt das Recht nicht</translation>
    </message>
    <message>
        <source>no</source>
        <translation>nein</translation>
    </message>
    <message>
        <source>In %1</source>
        <translation>In %1</translation>
    </message>
    <message>
        <source>Who else?</source>
        <translation>Wer noch?</translation>
    </message>
    <message>
        <source>Who may do what in %1</source>
        <translation>Wer was darf in %1</translation>
    </message>
    <message>
        <source>Resource</source>
        <translation>Ressource</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
</context>
<context>
    <name>RobotCalendar</name>
    <message>
        <source>Robots by the month in which they expire</source>
        <translation>Robots nach dem Monat, in dem sie ablaufen</translation>
    </message>
</context>
<context>
    <name>RobotsPage</name>
    <message>
        <source>Robots</source>
        <translation>Robot-Konten</translation>
    </message>
    <message>
        <source>May push</source>
        <translation>Darf pushen</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Within 14 days</source>
        <translation>Innerhalb von 14 Tagen</translation>
    </message>
    <message>
        <source>Never expire</source>
        <translation>Läuft nie ab</translation>
    </message>
    <message>
        <source>Disabled</source>
        <translation>Deaktiviert</translation>
    </message>
    <message>
        <source>No robots</source>
        <translation>Keine Robot-Konten</translation>
    </message>
    <message>
        <source>Neither the system nor a project that you may see has one.</source>
        <translation>Weder das System noch ein Projekt, das Sie sehen dürfen, hat eines.</translation>
    </message>
</context>
<context>
    <name>RowInspector</name>
    <message>
        <source>Select a row to see all of it here.</source>
        <translation>Wählen Sie eine Zeile, um sie hier vollständig zu sehen.</translation>
    </message>
</context>
<context>
    <name>RunsPage</name>
    <message>
        <source>Replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>No replication policy</source>
        <translation>Keine Replikationsrichtlinie</translation>
    </message>
    <message>
        <source>Webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>No webhook</source>
        <translation>Kein Webhook</translation>
    </message>
    <message>
        <source>Preheat policies</source>
        <translation>Vorwärm-Richtlinien</translation>
    </message>
    <message>
        <source>No preheat policy</source>
        <translation>Keine Vorwärm-Richtlinie</translation>
    </message>
    <message>
        <source>Log of a task</source>
        <translation>Log einer Aufgabe</translation>
    </message>
    <message>
        <source>Runs</source>
        <translation>Läufe</translation>
    </message>
    <message>
        <source>Select a policy to see its runs</source>
        <translation>Wählen Sie eine Richtlinie, um ihre Läufe zu sehen</translation>
    </message>
    <message>
        <source>It has not run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>Tasks</source>
        <translation>Aufgaben</translation>
    </message>
    <message>
        <source>This run had nothing to do</source>
        <translation>Dieser Lauf hatte nichts zu tun</translation>
    </message>
</context>
<context>
    <name>SaveButton</name>
    <message>
        <source>Click to save %1, or drag it into a folder or another program.</source>
        <translation>Klicken Sie, um %1 zu speichern, oder ziehen Sie es in einen Ordner oder ein anderes Programm.</translation>
    </message>
    <message>
        <source>Save as %1</source>
        <translation>Als %1 speichern</translation>
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
    <name>ScanGapsPage</name>
    <message>
        <source>Scan gaps</source>
        <translation>Scan-Lücken</translation>
    </message>
    <message>
        <source>Not scanned</source>
        <translation>Nicht gescannt</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Running</source>
        <translation>Läuft</translation>
    </message>
    <message>
        <source>Older than 30 days</source>
        <translation>Älter als 30 Tage</translation>
    </message>
    <message>
        <source>Nothing to scan</source>
        <translation>Nichts zu scannen</translation>
    </message>
    <message>
        <source>No project that you may see holds an artifact that can be scanned.</source>
        <translation>Kein Projekt, das Sie sehen dürfen, enthält ein scanbares Artefakt.</translation>
    </message>
    <message>
        <source>%L1 of %L2 looked at</source>
        <translation>%L1 von %L2 geprüft</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source>Look at all</source>
        <translation>Alle prüfen</translation>
    </message>
    <message>
        <source>One request for each artifact, four at a time: it costs the registry some tens of milliseconds each.</source>
        <translation>Eine Anfrage je Artefakt, vier zugleich: Jede kostet die Registry einige zehn Millisekunden.</translation>
    </message>
    <message>
        <source>Gaps</source>
        <translation>Lücken</translation>
    </message>
    <message>
        <source>No gap found so far</source>
        <translation>Bisher keine Lücke gefunden</translation>
    </message>
    <message>
        <source>No gap</source>
        <translation>Keine Lücke</translation>
    </message>
    <message>
        <source>No gap of this kind</source>
        <translation>Keine Lücke dieser Art</translation>
    </message>
    <message>
        <source>Every artifact that can be scanned was scanned within the last 30 days.</source>
        <translation>Jedes scanbare Artefakt wurde in den letzten 30 Tagen gescannt.</translation>
    </message>
</context>
<context>
    <name>ScannersPage</name>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>No scanner</source>
        <translation>Kein Scanner</translation>
    </message>
    <message>
        <source>Without a scanner, no image is scanned for vulnerabilities.</source>
        <translation>Ohne Scanner wird kein Image auf Schwachstellen gescannt.</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Benutzt von</translation>
    </message>
</context>
<context>
    <name>SchedulesPage</name>
    <message>
        <source>Schedules</source>
        <translation>Zeitpläne</translation>
    </message>
    <message>
        <source>All schedules are paused: nothing of this runs until they are resumed.</source>
        <translation>Alle Zeitpläne sind pausiert: Nichts davon läuft, bis sie fortgesetzt werden.</translation>
    </message>
    <message>
        <source>The week to come</source>
        <translation>Die kommende Woche</translation>
    </message>
    <message>
        <source>Jobs that start in each hour, in your time</source>
        <translation>Aufträge, die in jeder Stunde beginnen, in Ihrer Zeit</translation>
    </message>
    <message>
        <source>Nothing runs within seven days.</source>
        <translation>Innerhalb von sieben Tagen läuft nichts.</translation>
    </message>
    <message>
        <source>Not alone in the hour</source>
        <translation>Nicht allein in der Stunde</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>Nicht lesbar</translation>
    </message>
    <message>
        <source>Nothing is scheduled</source>
        <translation>Nichts ist geplant</translation>
    </message>
    <message>
        <source>Neither the system nor a policy that you may see has a schedule.</source>
        <translation>Weder das System noch eine Richtlinie, die Sie sehen dürfen, hat einen Zeitplan.</translation>
    </message>
</context>
<context>
    <name>SealedEntry</name>
    <message>
        <source>The secret of this registry is in the sealed file. Type its master password to connect.</source>
        <translation>Das Secret dieser Registry liegt in der versiegelten Datei. Geben Sie deren Master-Passwort ein, um zu verbinden.</translation>
    </message>
    <message>
        <source>Master password</source>
        <translation>Master-Passwort</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>Wird geöffnet…</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>Entsperren</translation>
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
    <name>SearchedList</name>
    <message>
        <source>What was searched</source>
        <translation>Was durchsucht wurde</translation>
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
    <name>SecurityPage</name>
    <message>
        <source>Security summary</source>
        <translation>Sicherheitsübersicht</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Artifacts scanned</source>
        <translation>Artefakte gescannt</translation>
    </message>
    <message>
        <source>What is not scanned?</source>
        <translation>Was ist nicht gescannt?</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>All schedules</source>
        <translation>Alle Zeitpläne</translation>
    </message>
    <message>
        <source>Artifacts with the worst findings</source>
        <translation>Artefakte mit den schlimmsten Befunden</translation>
    </message>
    <message>
        <source>Worst vulnerabilities</source>
        <translation>Schlimmste Schwachstellen</translation>
    </message>
</context>
<context>
    <name>SettingsLock</name>
    <message>
        <source>Lock</source>
        <translation>Sperre</translation>
    </message>
    <message>
        <source>After</source>
        <translation>Nach</translation>
    </message>
    <message>
        <source>It does not lock by itself. Ctrl+Alt+L locks it.</source>
        <translation>Das Fenster sperrt sich nicht von selbst. Strg+Alt+L sperrt es.</translation>
    </message>
    <message>
        <source>The master password of the sealed secrets opens it.</source>
        <translation>Das Master-Passwort der versiegelten Secrets öffnet das Fenster.</translation>
    </message>
    <message>
        <source>It opens with the screen of the desktop. With a master password (keep the secret of an account in a sealed file) it opens by that.</source>
        <translation>Das Fenster öffnet sich mit dem Bildschirm des Desktops. Mit einem Master-Passwort (speichern Sie das Secret eines Kontos in einer versiegelten Datei) öffnet es sich mit diesem.</translation>
    </message>
    <message>
        <source>The desktop cannot be asked, and there is no master password: the lock only hides what is shown. Keep the secret of an account in a sealed file to have one.</source>
        <translation>Der Desktop kann nicht gefragt werden, und es gibt kein Master-Passwort: Die Sperre verbirgt nur, was gezeigt wird. Speichern Sie das Secret eines Kontos in einer versiegelten Datei, um eines zu haben.</translation>
    </message>
    <message>
        <source>Minutes without input until it locks; 0 for never</source>
        <translation>Minuten ohne Eingabe bis zur Sperre; 0 für nie</translation>
    </message>
    <message>
        <source>minutes without input (0: never)</source>
        <translation>Minuten ohne Eingabe (0: nie)</translation>
    </message>
    <message>
        <source>With the desktop</source>
        <translation>Mit dem Desktop</translation>
    </message>
    <message>
        <source>Lock as the screen locks, and before sleep</source>
        <translation>Sperren, wenn der Bildschirm gesperrt wird, und vor dem Ruhezustand</translation>
    </message>
    <message>
        <source>Work that runs</source>
        <translation>Laufende Arbeit</translation>
    </message>
    <message>
        <source>Stays signed in until it is done; only then is the sign-in forgotten.</source>
        <translation>Bleibt angemeldet, bis sie fertig ist; erst dann wird die Anmeldung vergessen.</translation>
    </message>
    <message>
        <source>Ends, and every sign-in is forgotten at once.</source>
        <translation>Endet, und jede Anmeldung wird sofort vergessen.</translation>
    </message>
    <message>
        <source>Goes on while the window is locked</source>
        <translation>Läuft weiter, während das Fenster gesperrt ist</translation>
    </message>
</context>
<context>
    <name>SettingsLook</name>
    <message>
        <source>Look</source>
        <translation>Darstellung</translation>
    </message>
    <message>
        <source>Colours</source>
        <translation>Farben</translation>
    </message>
    <message>
        <source>As the desktop</source>
        <translation>Wie der Desktop</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>Größe</translation>
    </message>
    <message>
        <source>Ctrl++ and Ctrl+- change it anywhere, Ctrl+0 brings it back.</source>
        <translation>Strg++ und Strg+- ändern sie überall, Strg+0 stellt sie zurück.</translation>
    </message>
    <message>
        <source>Size in per cent</source>
        <translation>Größe in Prozent</translation>
    </message>
    <message>
        <source>per cent</source>
        <translation>Prozent</translation>
    </message>
    <message>
        <source>Rows of tables</source>
        <translation>Zeilen der Tabellen</translation>
    </message>
    <message>
        <source>Compact</source>
        <translation>Kompakt</translation>
    </message>
    <message>
        <source>Comfortable</source>
        <translation>Luftig</translation>
    </message>
    <message>
        <source>Reading</source>
        <translation>Lesen</translation>
    </message>
    <message>
        <source>Page that is shown</source>
        <translation>Gezeigte Seite</translation>
    </message>
    <message>
        <source>Read when it is opened, and again with F5.</source>
        <translation>Wird beim Öffnen gelesen und erneut mit F5.</translation>
    </message>
    <message numerus="yes">
        <source>Read again every %n minutes while it is shown.</source>
        <translation>
            <numerusform>Wird alle %Ln Minute neu gelesen, solange sie gezeigt wird.</numerusform>
            <numerusform>Wird alle %Ln Minuten neu gelesen, solange sie gezeigt wird.</numerusform>
        </translation>
    </message>
    <message>
        <source>Minutes between two reads of a page; 0 for never</source>
        <translation>Minuten zwischen zwei Lesevorgängen einer Seite; 0 für nie</translation>
    </message>
    <message>
        <source>minutes (0: never)</source>
        <translation>Minuten (0: nie)</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Read into the local store when asked.</source>
        <translation>Werden auf Anforderung in den lokalen Speicher gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>What is new is read into the local store every %n minutes, and after each sign-in.</source>
        <translation>
            <numerusform>Neues wird jede %Ln Minute und nach jeder Anmeldung in den lokalen Speicher gelesen.</numerusform>
            <numerusform>Neues wird alle %Ln Minuten und nach jeder Anmeldung in den lokalen Speicher gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Minutes between two reads of findings; 0 for never</source>
        <translation>Minuten zwischen zwei Lesevorgängen der Befunde; 0 für nie</translation>
    </message>
</context>
<context>
    <name>SettingsNetwork</name>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>Proxy</source>
        <translation>Proxy</translation>
    </message>
    <message>
        <source>By https_proxy, http_proxy, all_proxy and no_proxy, as they were when Lotse started.</source>
        <translation>Nach https_proxy, http_proxy, all_proxy und no_proxy, wie sie beim Start von Lotse waren.</translation>
    </message>
    <message>
        <source>Every registry is reached through it by CONNECT, so that it sees the host and nothing else of what is encrypted.</source>
        <translation>Jede Registry wird durch ihn per CONNECT erreicht; vom Verschlüsselten sieht er nur den Host und sonst nichts.</translation>
    </message>
    <message>
        <source>Registries are reached directly.</source>
        <translation>Registrys werden direkt erreicht.</translation>
    </message>
    <message>
        <source>As the environment says</source>
        <translation>Wie die Umgebung vorgibt</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keiner</translation>
    </message>
    <message>
        <source>This one</source>
        <translation>Dieser</translation>
    </message>
    <message>
        <source>Host and port</source>
        <translation>Host und Port</translation>
    </message>
    <message>
        <source>A host name alone, without http:// and port.</source>
        <translation>Nur ein Hostname, ohne http:// und Port.</translation>
    </message>
    <message>
        <source>Host of the proxy</source>
        <translation>Host des Proxys</translation>
    </message>
    <message>
        <source>Port of the proxy</source>
        <translation>Port des Proxys</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>Empty where the proxy wants none. The password is kept in the keychain of the desktop.</source>
        <translation>Leer, wo der Proxy keine verlangt. Das Passwort wird im Schlüsselbund des Desktops gespeichert.</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name at the proxy</source>
        <translation>Name am Proxy</translation>
    </message>
    <message>
        <source>kept; type to replace it</source>
        <translation>gespeichert; zum Ersetzen eingeben</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password at the proxy</source>
        <translation>Passwort am Proxy</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Directly to</source>
        <translation>Direkt zu</translation>
    </message>
    <message>
        <source>Hosts, domains, networks (10.0.0.0/8), with commas between.</source>
        <translation>Hosts, Domains, Netze (10.0.0.0/8), durch Kommas getrennt.</translation>
    </message>
    <message>
        <source>Hosts that are reached without the proxy</source>
        <translation>Hosts, die ohne den Proxy erreicht werden</translation>
    </message>
    <message>
        <source>“%1” is neither a host, nor a domain, nor a network such as 10.0.0.0/8.</source>
        <translation>„%1“ ist weder ein Host noch eine Domain noch ein Netz wie 10.0.0.0/8.</translation>
    </message>
</context>
<context>
    <name>SettingsPage</name>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>More</source>
        <translation>Mehr</translation>
    </message>
    <message>
        <source>Registries of this program</source>
        <translation>Registrys dieses Programms</translation>
    </message>
    <message>
        <source>About Lotse</source>
        <translation>Über Lotse</translation>
    </message>
    <message>
        <source>Diagnostics for a report</source>
        <translation>Diagnose für einen Fehlerbericht</translation>
    </message>
</context>
<context>
    <name>SettingsStore</name>
    <message>
        <source>Local store</source>
        <translation>Lokaler Speicher</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Findings, audit entries and what was decided, in %1. It is not encrypted: an encrypted disk keeps it from others.</source>
        <translation>Befunde, Audit-Einträge und Entscheidungen, in %1. Er ist nicht verschlüsselt: eine verschlüsselte Platte hält ihn vor anderen geheim.</translation>
    </message>
    <message>
        <source>Scan reports</source>
        <translation>Scan-Berichte</translation>
    </message>
    <message>
        <source>None are kept yet.</source>
        <translation>Noch sind keine aufbewahrt.</translation>
    </message>
    <message>
        <source>Counting…</source>
        <translation>Wird gezählt …</translation>
    </message>
    <message numerus="yes">
        <source>%1: %2 in %n reports</source>
        <translation>
            <numerusform>%1: %2 in %Ln Bericht</numerusform>
            <numerusform>%1: %2 in %Ln Berichten</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them of images that are not seen any more</source>
        <translation>
            <numerusform>%1, davon %Ln von Images, die nicht mehr zu sehen sind</numerusform>
            <numerusform>%1, davon %Ln von Images, die nicht mehr zu sehen sind</numerusform>
        </translation>
    </message>
    <message>
        <source>May take</source>
        <translation>Darf belegen</translation>
    </message>
    <message>
        <source>All that it needs; nothing is dropped by itself.</source>
        <translation>So viel er braucht; von selbst wird nichts fallen gelassen.</translation>
    </message>
    <message>
        <source>After each reading, reports of images that no account sees any more are dropped until the findings take less, those read longest ago first. Reports of images that are there, audit entries and decisions are never dropped, even where they take more.</source>
        <translation>Nach jedem Lesen werden Berichte von Images, die kein Konto mehr sieht, fallen gelassen, bis die Befunde weniger belegen, die am längsten nicht gelesenen zuerst. Berichte von Images, die da sind, Audit-Einträge und Entscheidungen werden nie fallen gelassen, auch wenn sie mehr belegen.</translation>
    </message>
    <message>
        <source>MiB that the findings may take; 0 for no limit</source>
        <translation>MiB, die die Befunde belegen dürfen; 0 für keine Grenze</translation>
    </message>
    <message>
        <source>MiB (0: no limit)</source>
        <translation>MiB (0: keine Grenze)</translation>
    </message>
    <message>
        <source>Drop what is not seen any more…</source>
        <translation>Nicht mehr Gesehenes fallen lassen …</translation>
    </message>
    <message>
        <source>All reports are of images that are there.</source>
        <translation>Alle Berichte sind von Images, die da sind.</translation>
    </message>
    <message>
        <source>Drop reports of images that are not seen any more?</source>
        <translation>Berichte von Images fallen lassen, die nicht mehr zu sehen sind?</translation>
    </message>
    <message numerus="yes">
        <source>%n reports (%1) are of images that were deleted, or that no account of this program may see. What they found can then no longer be looked up here. Decisions stay.</source>
        <translation>
            <numerusform>%Ln Bericht (%1) ist von einem Image, das gelöscht wurde oder das kein Konto dieses Programms sehen darf. Was er fand, lässt sich dann hier nicht mehr nachschlagen. Entscheidungen bleiben.</numerusform>
            <numerusform>%Ln Berichte (%1) sind von Images, die gelöscht wurden oder die kein Konto dieses Programms sehen darf. Was sie fanden, lässt sich dann hier nicht mehr nachschlagen. Entscheidungen bleiben.</numerusform>
        </translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Drop them</source>
        <translation>Fallen lassen</translation>
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
        <source>Search in the page</source>
        <translation>In der Seite suchen</translation>
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
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>Fenster sperren</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Help of the page</source>
        <translation>Hilfe zur Seite</translation>
    </message>
    <message>
        <source>Sort by one more column</source>
        <translation>Nach einer weiteren Spalte sortieren</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Next, previous finding</source>
        <translation>Nächster, voriger Befund</translation>
    </message>
    <message>
        <source>Tick or untick</source>
        <translation>Markieren oder Markierung aufheben</translation>
    </message>
    <message>
        <source>In triage</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Affected</source>
        <translation>Betroffen</translation>
    </message>
    <message>
        <source>Not affected</source>
        <translation>Nicht betroffen</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Risk accepted</source>
        <translation>Risiko akzeptiert</translation>
    </message>
    <message>
        <source>Expiry of the decision</source>
        <translation>Ablauf der Entscheidung</translation>
    </message>
    <message>
        <source>Reason of the decision</source>
        <translation>Grund der Entscheidung</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Findings, vulnerabilities, packages, upgrades, images</source>
        <translation>Befunde, Schwachstellen, Pakete, Aktualisierungen, Images</translation>
    </message>
    <message>
        <source>Refresh the page</source>
        <translation>Seite aktualisieren</translation>
    </message>
    <message>
        <source>Show or hide the panel</source>
        <translation>Bereich ein- oder ausblenden</translation>
    </message>
    <message>
        <source>Previous registry</source>
        <translation>Vorige Registry</translation>
    </message>
    <message>
        <source>Zoom in, out, reset</source>
        <translation>Vergrößern, verkleinern, zurücksetzen</translation>
    </message>
</context>
<context>
    <name>SizesPage</name>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Filter projects</source>
        <translation>Projekte filtern</translation>
    </message>
    <message>
        <source>Select a project to see its repositories</source>
        <translation>Wählen Sie ein Projekt, um seine Repositorys zu sehen</translation>
    </message>
    <message>
        <source>Projects</source>
        <translation>Projekte</translation>
    </message>
    <message>
        <source>What is charged against their quotas</source>
        <translation>Was auf ihre Kontingente angerechnet wird</translation>
    </message>
    <message>
        <source>Projects by size</source>
        <translation>Projekte nach Größe</translation>
    </message>
    <message>
        <source>No sizes to see</source>
        <translation>Keine Größen sichtbar</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>Repositories of %1</source>
        <translation>Repositorys von %1</translation>
    </message>
    <message>
        <source>Sum of their artifacts</source>
        <translation>Summe ihrer Artefakte</translation>
    </message>
    <message>
        <source>Select a project.</source>
        <translation>Wählen Sie ein Projekt.</translation>
    </message>
    <message>
        <source>It holds nothing.</source>
        <translation>Es enthält nichts.</translation>
    </message>
    <message>
        <source>Repositories by size</source>
        <translation>Repositorys nach Größe</translation>
    </message>
    <message>
        <source>It holds nothing</source>
        <translation>Es enthält nichts</translation>
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
            <numerusform>%Ln Registry</numerusform>
            <numerusform>%Ln Registrys</numerusform>
        </translation>
    </message>
    <message>
        <source>Sync the findings of this registry now</source>
        <translation>Befunde dieser Registry jetzt abgleichen</translation>
    </message>
</context>
<context>
    <name>SystemPage</name>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Looked at once a minute since %1, while the program runs</source>
        <translation>Seit %1 einmal pro Minute geprüft, solange das Programm läuft</translation>
    </message>
    <message>
        <source>Look now</source>
        <translation>Jetzt prüfen</translation>
    </message>
    <message>
        <source>Parts of the registry</source>
        <translation>Teile der Registry</translation>
    </message>
    <message>
        <source>The registry names no parts</source>
        <translation>Die Registry nennt keine Teile</translation>
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
        <source>Configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>Scanners</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
</context>
<context>
    <name>SystemWords</name>
    <message>
        <source>Version</source>
        <translation>Version</translation>
    </message>
    <message>
        <source>Address for clients</source>
        <translation>Adresse für Clients</translation>
    </message>
    <message>
        <source>External address</source>
        <translation>Externe Adresse</translation>
    </message>
    <message>
        <source>Its clock</source>
        <translation>Ihre Uhr</translation>
    </message>
    <message>
        <source>Users come from</source>
        <translation>Benutzer stammen aus</translation>
    </message>
    <message>
        <source>Sign-in service</source>
        <translation>Anmeldedienst</translation>
    </message>
    <message>
        <source>May make projects</source>
        <translation>Darf Projekte anlegen</translation>
    </message>
    <message>
        <source>Self-registration</source>
        <translation>Selbstregistrierung</translation>
    </message>
    <message>
        <source>Webhooks are sent</source>
        <translation>Webhooks werden gesendet</translation>
    </message>
    <message>
        <source>Has a CA to download</source>
        <translation>CA zum Herunterladen</translation>
    </message>
    <message>
        <source>Keeps its data in</source>
        <translation>Speichert ihre Daten in</translation>
    </message>
    <message>
        <source>Read only</source>
        <translation>Schreibgeschützt</translation>
    </message>
    <message>
        <source>Banner</source>
        <translation>Banner</translation>
    </message>
    <message>
        <source>%1 of %2 free</source>
        <translation>%1 von %2 frei</translation>
    </message>
    <message>
        <source>The registry does not know how large this volume is.</source>
        <translation>Die Registry weiß nicht, wie groß dieses Volume ist.</translation>
    </message>
    <message>
        <source>Harbor&apos;s own database</source>
        <translation>Harbors eigener Datenbank</translation>
    </message>
    <message>
        <source>administrators</source>
        <translation>Administratoren</translation>
    </message>
    <message>
        <source>everyone</source>
        <translation>alle</translation>
    </message>
</context>
<context>
    <name>TableExporter</name>
    <message>
        <source>Export the selected rows</source>
        <translation>Ausgewählte Zeilen exportieren</translation>
    </message>
    <message>
        <source>Export all rows of the table</source>
        <translation>Alle Zeilen der Tabelle exportieren</translation>
    </message>
    <message>
        <source>CSV table (*.csv)</source>
        <translation>CSV-Tabelle (*.csv)</translation>
    </message>
    <message>
        <source>JSON document (*.json)</source>
        <translation>JSON-Dokument (*.json)</translation>
    </message>
    <message>
        <source>Dismiss</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>%L1 of %L2</source>
        <translation>%L1 von %L2</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren…</translation>
    </message>
    <message>
        <source>All rows that fit the filter, as CSV or JSON</source>
        <translation>Alle Zeilen, die zum Filter passen, als CSV oder JSON</translation>
    </message>
</context>
<context>
    <name>TableFoot</name>
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
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>Load all</source>
        <translation>Alles laden</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%Ln ausgewählt</numerusform>
            <numerusform>%Ln ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>as of %1</source>
        <translation>Stand %1</translation>
    </message>
    <message>
        <source>%L1 rows loaded, there are more</source>
        <translation>%L1 Zeilen geladen, es gibt mehr</translation>
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
            <numerusform>%Ln Zeile kopieren</numerusform>
            <numerusform>%Ln Zeilen kopieren</numerusform>
        </translation>
    </message>
    <message>
        <source>Export the selected rows…</source>
        <translation>Ausgewählte Zeilen exportieren…</translation>
    </message>
    <message>
        <source>Export the table…</source>
        <translation>Tabelle exportieren…</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>Alles auswählen</translation>
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
            <numerusform>%Ln Zeile ist geladen; sie enthält diesen Text nicht.</numerusform>
            <numerusform>%Ln Zeilen sind geladen; keine davon enthält diesen Text.</numerusform>
        </translation>
    </message>
    <message>
        <source>Clear the filter</source>
        <translation>Filter leeren</translation>
    </message>
</context>
<context>
    <name>TakeoverPage</name>
    <message>
        <source>Take over from docker</source>
        <translation>Von docker übernehmen</translation>
    </message>
    <message>
        <source>Registries of this program</source>
        <translation>Registrys dieses Programms</translation>
    </message>
    <message>
        <source>From %1. These files are not changed; a new account only reads.</source>
        <translation>Aus %1. Diese Dateien werden nicht verändert; ein neues Konto liest nur.</translation>
    </message>
    <message>
        <source>Asking the credential helper. It may want you to open its store.</source>
        <translation>Der Credential-Helper wird gefragt. Vielleicht verlangt er, dass Sie seinen Speicher öffnen.</translation>
    </message>
    <message>
        <source>User: %1</source>
        <translation>Benutzer: %1</translation>
    </message>
    <message>
        <source>Secret kept %1</source>
        <translation>Secret gespeichert: %1</translation>
    </message>
    <message>
        <source>already an account</source>
        <translation>bereits ein Konto</translation>
    </message>
    <message>
        <source>Take over…</source>
        <translation>Übernehmen…</translation>
    </message>
    <message>
        <source>Take over %1</source>
        <translation>%1 übernehmen</translation>
    </message>
    <message>
        <source>Nothing to take over</source>
        <translation>Nichts zu übernehmen</translation>
    </message>
    <message>
        <source>Neither docker nor podman has kept a host for you. Sign in with one of them, or add the registry by its address.</source>
        <translation>Weder docker noch podman hat einen Host für Sie gespeichert. Melden Sie sich mit einem von beiden an oder fügen Sie die Registry über ihre Adresse hinzu.</translation>
    </message>
    <message>
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
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
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help of this page</source>
        <translation>Hilfe zu dieser Seite</translation>
    </message>
</context>
<context>
    <name>TrendTimes</name>
    <message>
        <source>Time until an issue is gone</source>
        <translation>Zeit, bis ein Fall wegfällt</translation>
    </message>
    <message>
        <source>No issue has gone in this time, so there is nothing to measure yet.</source>
        <translation>In dieser Zeit ist kein Fall weggefallen, es gibt also noch nichts zu messen.</translation>
    </message>
</context>
<context>
    <name>TrendsPage</name>
    <message>
        <source>Trends</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>What is shown</source>
        <translation>Was gezeigt wird</translation>
    </message>
    <message>
        <source>30 days</source>
        <translation>30 Tage</translation>
    </message>
    <message>
        <source>90 days</source>
        <translation>90 Tage</translation>
    </message>
    <message>
        <source>One year</source>
        <translation>Ein Jahr</translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>Open issues by severity</source>
        <translation>Offene Fälle nach Schweregrad</translation>
    </message>
    <message>
        <source>New and gone, by week</source>
        <translation>Neu und weggefallen, nach Woche</translation>
    </message>
    <message>
        <source>Packages with the most open issues</source>
        <translation>Pakete mit den meisten offenen Fällen</translation>
    </message>
    <message>
        <source>Images with a report, percent</source>
        <translation>Images mit Bericht, Prozent</translation>
    </message>
    <message>
        <source>Age of the reports, days</source>
        <translation>Alter der Berichte, Tage</translation>
    </message>
    <message>
        <source>An issue is a vulnerability of a package in a repository, as scanners report it, whatever was decided about it. Gone means that the package was updated or the image deleted. Days are those of UTC; a day without a reading has no point.</source>
        <translation>Ein Fall ist eine Schwachstelle eines Pakets in einem Repository, wie Scanner sie melden, was auch immer darüber entschieden wurde. Weggefallen heißt, dass das Paket aktualisiert oder das Image gelöscht wurde. Tage sind die von UTC; ein Tag ohne Lesevorgang hat keinen Punkt.</translation>
    </message>
    <message>
        <source>No history yet</source>
        <translation>Noch kein Verlauf</translation>
    </message>
    <message>
        <source>It is written with each reading of the findings, and begins with the first one.</source>
        <translation>Er wird mit jedem Lesen der Befunde geschrieben und beginnt mit dem ersten.</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Read all registries now</source>
        <translation>Jetzt alle Registrys lesen</translation>
    </message>
    <message>
        <source>One day of readings so far: lines begin with the second day. %1</source>
        <translation>Bisher Messwerte von einem Tag: Linien beginnen mit dem zweiten Tag. %1</translation>
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
    <name>UpkeepPage</name>
    <message>
        <source>Garbage collection</source>
        <translation>Speicherbereinigung</translation>
    </message>
    <message>
        <source>Audit purges</source>
        <translation>Audit-Bereinigungen</translation>
    </message>
    <message>
        <source>Schedule: %1</source>
        <translation>Zeitplan: %1</translation>
    </message>
    <message>
        <source>All schedules</source>
        <translation>Alle Zeitpläne</translation>
    </message>
    <message>
        <source>Freed by each run, GiB</source>
        <translation>Von jedem Lauf freigegeben, GiB</translation>
    </message>
    <message>
        <source>No run has freed anything yet; dry runs do not count.</source>
        <translation>Noch hat kein Lauf etwas freigegeben; Probeläufe zählen nicht.</translation>
    </message>
    <message>
        <source>No dry runs</source>
        <translation>Keine Probeläufe</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>It has not run yet</source>
        <translation>Noch kein Lauf</translation>
    </message>
    <message>
        <source>Until garbage collection runs, deleted images keep their room.</source>
        <translation>Bis die Speicherbereinigung läuft, belegen gelöschte Images weiter ihren Platz.</translation>
    </message>
    <message>
        <source>The audit trail has never been shortened.</source>
        <translation>Das Audit-Protokoll wurde noch nie gekürzt.</translation>
    </message>
    <message>
        <source>Schedule: %1. Each run %2.</source>
        <translation>Zeitplan: %1. Jeder Lauf %2.</translation>
    </message>
    <message>
        <source>Reading …</source>
        <translation>Wird gelesen …</translation>
    </message>
</context>
<context>
    <name>VexDialog</name>
    <message>
        <source>Take decisions from a document</source>
        <translation>Entscheidungen aus einem Dokument übernehmen</translation>
    </message>
    <message>
        <source>What was not carried over</source>
        <translation>Was nicht übernommen wurde</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Take them</source>
        <translation>Übernehmen</translation>
    </message>
    <message>
        <source>Include statements that are not final</source>
        <translation>Auch nicht endgültige Aussagen einbeziehen</translation>
    </message>
</context>
<context>
    <name>VexPage</name>
    <message>
        <source>VEX document</source>
        <translation>VEX-Dokument</translation>
    </message>
    <message>
        <source>Repositories</source>
        <translation>Repositorys</translation>
    </message>
    <message>
        <source>by %1, as it says</source>
        <translation>von %1, wie es sagt</translation>
    </message>
    <message>
        <source>attached, not verified</source>
        <translation>angehängt, nicht geprüft</translation>
    </message>
    <message>
        <source>Save …</source>
        <translation>Sichern …</translation>
    </message>
    <message>
        <source>Import as decisions …</source>
        <translation>Als Entscheidungen übernehmen …</translation>
    </message>
    <message>
        <source>Shows first what would be decided here</source>
        <translation>Zeigt zuerst, was hier entschieden würde</translation>
    </message>
    <message>
        <source>%1 attached to %2</source>
        <translation>%1, angehängt an %2</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Filter the statements</source>
        <translation>Aussagen filtern</translation>
    </message>
    <message>
        <source>Statements, attached and not verified</source>
        <translation>Aussagen, angehängt und nicht geprüft</translation>
    </message>
    <message>
        <source>The document states nothing</source>
        <translation>Das Dokument sagt nichts aus</translation>
    </message>
    <message>
        <source>No statement of it could be read.</source>
        <translation>Keine Aussage darin ließ sich lesen.</translation>
    </message>
</context>
<context>
    <name>ViewsMenu</name>
    <message>
        <source>Views</source>
        <translation>Ansichten</translation>
    </message>
    <message>
        <source>Keep this view …</source>
        <translation>Diese Ansicht speichern …</translation>
    </message>
    <message>
        <source>Remove views …</source>
        <translation>Ansichten entfernen …</translation>
    </message>
    <message>
        <source>Save views as a file …</source>
        <translation>Ansichten als Datei sichern …</translation>
    </message>
    <message>
        <source>Take views from a file …</source>
        <translation>Ansichten aus einer Datei übernehmen …</translation>
    </message>
    <message>
        <source>Save views as a file</source>
        <translation>Ansichten als Datei sichern</translation>
    </message>
    <message>
        <source>Take views from a file</source>
        <translation>Ansichten aus einer Datei übernehmen</translation>
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
        <source>Add a registry</source>
        <translation>Registry hinzufügen</translation>
    </message>
    <message>
        <source>Harbor is supported in full; other container registries as far as they support the OCI Distribution API. Accounts are read only until you allow changes.</source>
        <translation>Harbor wird vollständig unterstützt, andere Container-Registrys, soweit sie die OCI Distribution API unterstützen. Konten sind schreibgeschützt, bis Sie Änderungen erlauben.</translation>
    </message>
    <message>
        <source>By its address, with a user name and a password, a robot account, or your single sign-on.</source>
        <translation>Über ihre Adresse, mit Benutzername und Passwort, einem Robot-Konto oder Ihrem Single Sign-on.</translation>
    </message>
    <message>
        <source>Take over from docker…</source>
        <translation>Von docker übernehmen…</translation>
    </message>
    <message>
        <source>Lists the registries that docker and podman are signed in to on this computer.</source>
        <translation>Listet die Registrys auf, bei denen docker und podman auf diesem Computer angemeldet sind.</translation>
    </message>
    <message>
        <source>Explore the demo</source>
        <translation>Demo erkunden</translation>
    </message>
    <message>
        <source>Opens a window with made-up data: nothing is sent, and nothing is kept.</source>
        <translation>Öffnet ein Fenster mit erfundenen Daten: Es wird nichts gesendet und nichts gespeichert.</translation>
    </message>
</context>
<context>
    <name>WorkbenchBlank</name>
    <message>
        <source>No findings have been read yet</source>
        <translation>Es wurden noch keine Befunde gelesen</translation>
    </message>
    <message>
        <source>Lotse keeps the scan reports of your registries on this computer and answers from there, also without a connection.</source>
        <translation>Lotse bewahrt die Scan-Berichte Ihrer Registrys auf diesem Computer auf und antwortet von dort, auch ohne Verbindung.</translation>
    </message>
    <message>
        <source>Read findings now</source>
        <translation>Befunde jetzt lesen</translation>
    </message>
</context>
<context>
    <name>WorkbenchHead</name>
    <message>
        <source>At character %1: %2</source>
        <translation>Bei Zeichen %1: %2</translation>
    </message>
    <message>
        <source>The rows are those of the filter before.</source>
        <translation>Die Zeilen sind die des vorigen Filters.</translation>
    </message>
</context>
<context>
    <name>WorkbenchNotices</name>
    <message>
        <source>Read findings now</source>
        <translation>Befunde jetzt lesen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Undo (u)</source>
        <translation>Rückgängig (u)</translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>all %1 occurrences that match</source>
        <translation>alle %1 passenden Vorkommen</translation>
    </message>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%Ln Zeile</numerusform>
            <numerusform>%Ln Zeilen</numerusform>
        </translation>
    </message>
    <message>
        <source>No finding fits the filter</source>
        <translation>Kein Befund passt zum Filter</translation>
    </message>
    <message>
        <source>Take a word out of it, or choose another view.</source>
        <translation>Nehmen Sie ein Wort heraus oder wählen Sie eine andere Ansicht.</translation>
    </message>
</context>
<context>
    <name>WorkbenchSelection</name>
    <message numerus="yes">
        <source>%n rows selected</source>
        <translation>
            <numerusform>%Ln Zeile ausgewählt</numerusform>
            <numerusform>%Ln Zeilen ausgewählt</numerusform>
        </translation>
    </message>
    <message>
        <source>Decide …</source>
        <translation>Entscheiden …</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message numerus="yes">
        <source>All %Ln occurrences that match are selected</source>
        <translation>
            <numerusform>Das %Ln Vorkommen, das passt, ist ausgewählt</numerusform>
            <numerusform>Alle %Ln Vorkommen, die passen, sind ausgewählt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Select all %Ln occurrences that match</source>
        <translation>
            <numerusform>Das %Ln Vorkommen auswählen, das passt</numerusform>
            <numerusform>Alle %Ln Vorkommen auswählen, die passen</numerusform>
        </translation>
    </message>
    <message>
        <source>Allowlist …</source>
        <translation>Zulassungsliste …</translation>
    </message>
    <message>
        <source>Says what an entry on an allowlist would unblock, and writes it down as a proposal</source>
        <translation>Sagt, was ein Eintrag auf einer Zulassungsliste freigäbe, und schreibt es als Vorschlag auf</translation>
    </message>
</context>
<context>
    <name>WorstList</name>
    <message>
        <source>The registry names none.</source>
        <translation>Die Registry nennt keine.</translation>
    </message>
</context>
<context>
    <name>WorstPair</name>
    <message>
        <source>Named by the registry</source>
        <translation>Von der Registry genannt</translation>
    </message>
    <message>
        <source>By the reports in the local store</source>
        <translation>Nach den Berichten im lokalen Bestand</translation>
    </message>
    <message>
        <source>The reports hold none.</source>
        <translation>Die Berichte enthalten keine.</translation>
    </message>
    <message>
        <source>No report of this registry has been read yet.</source>
        <translation>Von dieser Registry wurde noch kein Bericht gelesen.</translation>
    </message>
    <message>
        <source>The local store is being read.</source>
        <translation>Der lokale Bestand wird gelesen.</translation>
    </message>
    <message>
        <source>Read findings now</source>
        <translation>Befunde jetzt lesen</translation>
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
        <source>The request was cancelled.</source>
        <translation>Die Anfrage wurde abgebrochen.</translation>
    </message>
    <message>
        <source>The answer is larger than %1 bytes and was refused.</source>
        <translation>Die Antwort ist größer als %1 Bytes und wurde abgelehnt.</translation>
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
        <source>No EPSS list is loaded: scores and epss: know nothing of likelihood.</source>
        <translation>Keine EPSS-Liste geladen: Bewertungen und epss: wissen nichts über die Wahrscheinlichkeit.</translation>
    </message>
    <message>
        <source>No list of exploited vulnerabilities (KEV) is loaded: kev: matches nothing.</source>
        <translation>Keine Liste ausgenutzter Schwachstellen (KEV) geladen: kev: findet nichts.</translation>
    </message>
    <message>
        <source>This is no EPSS list. Take epss_scores-YYYY-MM-DD.csv or .csv.gz as FIRST publishes it.</source>
        <translation>Das ist keine EPSS-Liste. Nehmen Sie epss_scores-YYYY-MM-DD.csv oder .csv.gz, wie FIRST sie veröffentlicht.</translation>
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
        <source>This registry does not list its repositories: %1 Add the ones you want to see.</source>
        <translation>Diese Registry listet ihre Repositorys nicht auf: %1 Fügen Sie die hinzu, die Sie sehen möchten.</translation>
    </message>
    <message>
        <source>Attached by tag</source>
        <translation>Per Tag angehängt</translation>
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
        <source>%1 is damaged. Close the program and restore the file from a backup.</source>
        <translation>%1 ist beschädigt. Schließen Sie das Programm und stellen Sie die Datei aus einer Sicherung wieder her.</translation>
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
        <source>%1 is no Harbor, so %2 cannot be read from it. &quot;lotse-cli tree&quot; shows its repositories.</source>
        <translation>%1 ist kein Harbor, also lässt sich dort %2 nicht lesen. „lotse-cli tree“ zeigt die Repositorys.</translation>
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
        <source>Project admin</source>
        <translation>Projektadministrator</translation>
    </message>
    <message>
        <source>Pushes, pulls and deletes images, tags and whole repositories.</source>
        <translation>Pusht, pullt und löscht Images, Tags und ganze Repositorys.</translation>
    </message>
    <message>
        <source>Adds and removes members, robots, webhooks and rules, and reads the audit trail.</source>
        <translation>Fügt Mitglieder, Robot-Konten, Webhooks und Regeln hinzu, entfernt sie und liest das Audit-Protokoll.</translation>
    </message>
    <message>
        <source>Changes the project&apos;s settings and may delete the project.</source>
        <translation>Ändert die Einstellungen des Projekts und darf das Projekt löschen.</translation>
    </message>
    <message>
        <source>Maintainer</source>
        <translation>Maintainer</translation>
    </message>
    <message>
        <source>Changes retention and immutability rules and labels, and starts scans.</source>
        <translation>Ändert Aufbewahrungs- und Unveränderlichkeitsregeln und Labels und startet Scans.</translation>
    </message>
    <message>
        <source>Sees members, robots and webhooks, but does not change them. Sees no audit trail.</source>
        <translation>Sieht Mitglieder, Robot-Konten und Webhooks, ändert sie aber nicht. Sieht kein Audit-Protokoll.</translation>
    </message>
    <message>
        <source>Developer</source>
        <translation>Entwickler</translation>
    </message>
    <message>
        <source>Pushes and pulls images and adds tags; deletes none.</source>
        <translation>Pusht und pullt Images und fügt Tags hinzu; löscht keine.</translation>
    </message>
    <message>
        <source>May change the retention rules and run them, and so have images deleted.</source>
        <translation>Darf die Aufbewahrungsregeln ändern und ausführen und damit Images löschen lassen.</translation>
    </message>
    <message>
        <source>Sees members and robots, and exports findings.</source>
        <translation>Sieht Mitglieder und Robot-Konten und exportiert Befunde.</translation>
    </message>
    <message>
        <source>Guest</source>
        <translation>Gast</translation>
    </message>
    <message>
        <source>Pulls images and reads findings.</source>
        <translation>Pullt Images und liest Befunde.</translation>
    </message>
    <message>
        <source>Sees the list of members and of robots.</source>
        <translation>Sieht die Liste der Mitglieder und der Robot-Konten.</translation>
    </message>
    <message>
        <source>Limited guest</source>
        <translation>Eingeschränkter Gast</translation>
    </message>
    <message>
        <source>Sees neither members nor robots nor labels.</source>
        <translation>Sieht weder Mitglieder noch Robot-Konten noch Labels.</translation>
    </message>
    <message>
        <source>role %1</source>
        <translation>Rolle %1</translation>
    </message>
    <message>
        <source>A role that is not known here: a newer version of Harbor may have it.</source>
        <translation>Eine Rolle, die hier nicht bekannt ist: Eine neuere Version von Harbor hat sie vielleicht.</translation>
    </message>
    <message>
        <source>Sign-in</source>
        <translation>Anmeldung</translation>
    </message>
    <message>
        <source>LDAP</source>
        <translation>LDAP</translation>
    </message>
    <message>
        <source>OIDC</source>
        <translation>OIDC</translation>
    </message>
    <message>
        <source>UAA</source>
        <translation>UAA</translation>
    </message>
    <message>
        <source>Authentication proxy</source>
        <translation>Authentifizierungs-Proxy</translation>
    </message>
    <message>
        <source>System</source>
        <translation>System</translation>
    </message>
    <message>
        <source>Scanning</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Where users come from; can be changed only while there are none besides admin.</source>
        <translation>Woher Benutzer stammen; nur änderbar, solange es außer admin keine gibt.</translation>
    </message>
    <message>
        <source>Whether the sign-in service is offered before the local sign-in.</source>
        <translation>Ob der Anmeldedienst vor der lokalen Anmeldung angeboten wird.</translation>
    </message>
    <message>
        <source>Whether people may make accounts for themselves.</source>
        <translation>Ob Personen selbst Konten anlegen dürfen.</translation>
    </message>
    <message>
        <source>Minutes until a session in the portal ends by itself.</source>
        <translation>Minuten, bis eine Sitzung im Portal von selbst endet.</translation>
    </message>
    <message>
        <source>Minutes that a token for pulling and pushing is good for.</source>
        <translation>Minuten, die ein Token zum Pullen und Pushen gilt.</translation>
    </message>
    <message>
        <source>Address of the LDAP server.</source>
        <translation>Adresse des LDAP-Servers.</translation>
    </message>
    <message>
        <source>As whom Harbor searches the directory.</source>
        <translation>Als wer Harbor das Verzeichnis durchsucht.</translation>
    </message>
    <message>
        <source>Its password.</source>
        <translation>Das Passwort dazu.</translation>
    </message>
    <message>
        <source>Below which entry users are looked for.</source>
        <translation>Unter welchem Eintrag Benutzer gesucht werden.</translation>
    </message>
    <message>
        <source>Which entries below it are users.</source>
        <translation>Welche Einträge darunter Benutzer sind.</translation>
    </message>
    <message>
        <source>Attribute that is the user name.</source>
        <translation>Attribut, das der Benutzername ist.</translation>
    </message>
    <message>
        <source>How deep users are looked for: 0 the entry, 1 one level, 2 all below.</source>
        <translation>Wie tief Benutzer gesucht werden: 0 der Eintrag, 1 eine Ebene, 2 alles darunter.</translation>
    </message>
    <message>
        <source>Seconds to wait for the LDAP server.</source>
        <translation>Sekunden, die auf den LDAP-Server gewartet wird.</translation>
    </message>
    <message>
        <source>Whether the certificate of the LDAP server is checked.</source>
        <translation>Ob das Zertifikat des LDAP-Servers geprüft wird.</translation>
    </message>
    <message>
        <source>Below which entry groups are looked for.</source>
        <translation>Unter welchem Eintrag Gruppen gesucht werden.</translation>
    </message>
    <message>
        <source>Which entries below it are groups.</source>
        <translation>Welche Einträge darunter Gruppen sind.</translation>
    </message>
    <message>
        <source>How deep groups are looked for: 0 the entry, 1 one level, 2 all below.</source>
        <translation>Wie tief Gruppen gesucht werden: 0 der Eintrag, 1 eine Ebene, 2 alles darunter.</translation>
    </message>
    <message>
        <source>Attribute that is the name of a group.</source>
        <translation>Attribut, das der Name einer Gruppe ist.</translation>
    </message>
    <message>
        <source>Attribute of a user that names the groups.</source>
        <translation>Attribut eines Benutzers, das die Gruppen nennt.</translation>
    </message>
    <message>
        <source>Group whose members are system administrators.</source>
        <translation>Gruppe, deren Mitglieder Systemadministratoren sind.</translation>
    </message>
    <message>
        <source>Whether the groups of a user are read side by side.</source>
        <translation>Ob die Gruppen eines Benutzers parallel gelesen werden.</translation>
    </message>
    <message>
        <source>Name of the provider on the sign-in page.</source>
        <translation>Name des Anbieters auf der Anmeldeseite.</translation>
    </message>
    <message>
        <source>Address of the provider.</source>
        <translation>Adresse des Anbieters.</translation>
    </message>
    <message>
        <source>As which client Harbor is known to it.</source>
        <translation>Als welcher Client Harbor ihm bekannt ist.</translation>
    </message>
    <message>
        <source>The secret of that client.</source>
        <translation>Das Secret dieses Clients.</translation>
    </message>
    <message>
        <source>What Harbor asks the provider for.</source>
        <translation>Wonach Harbor den Anbieter fragt.</translation>
    </message>
    <message>
        <source>Claim that is the user name.</source>
        <translation>Claim, der der Benutzername ist.</translation>
    </message>
    <message>
        <source>Claim that names the groups.</source>
        <translation>Claim, der die Gruppen nennt.</translation>
    </message>
    <message>
        <source>Which groups of the claim are taken over, as a regular expression.</source>
        <translation>Welche Gruppen des Claims übernommen werden, als regulärer Ausdruck.</translation>
    </message>
    <message>
        <source>Whether the certificate of the provider is checked.</source>
        <translation>Ob das Zertifikat des Anbieters geprüft wird.</translation>
    </message>
    <message>
        <source>Whether users are made at the first sign-in without being asked for a name.</source>
        <translation>Ob Benutzer bei der ersten Anmeldung angelegt werden, ohne nach einem Namen gefragt zu werden.</translation>
    </message>
    <message>
        <source>More parameters for the sign-in page of the provider.</source>
        <translation>Weitere Parameter für die Anmeldeseite des Anbieters.</translation>
    </message>
    <message>
        <source>Whether signing out of Harbor signs out of the provider, too.</source>
        <translation>Ob die Abmeldung von Harbor auch vom Anbieter abmeldet.</translation>
    </message>
    <message>
        <source>Address of the UAA.</source>
        <translation>Adresse der UAA.</translation>
    </message>
    <message>
        <source>Whether its certificate is checked.</source>
        <translation>Ob ihr Zertifikat geprüft wird.</translation>
    </message>
    <message>
        <source>Address of the proxy that checks passwords.</source>
        <translation>Adresse des Proxys, der Passwörter prüft.</translation>
    </message>
    <message>
        <source>Address that checks tokens.</source>
        <translation>Adresse, die Token prüft.</translation>
    </message>
    <message>
        <source>Groups whose members are system administrators.</source>
        <translation>Gruppen, deren Mitglieder Systemadministratoren sind.</translation>
    </message>
    <message>
        <source>Users who are system administrators.</source>
        <translation>Benutzer, die Systemadministratoren sind.</translation>
    </message>
    <message>
        <source>Whether the certificate of the proxy is checked.</source>
        <translation>Ob das Zertifikat des Proxys geprüft wird.</translation>
    </message>
    <message>
        <source>Whether users are taken without being searched for first.</source>
        <translation>Ob Benutzer übernommen werden, ohne zuvor gesucht zu werden.</translation>
    </message>
    <message>
        <source>Certificate that the proxy is known by.</source>
        <translation>Zertifikat, an dem der Proxy erkannt wird.</translation>
    </message>
    <message>
        <source>Who may make projects: everyone, or adminonly.</source>
        <translation>Wer Projekte anlegen darf: everyone oder adminonly.</translation>
    </message>
    <message>
        <source>Whether the registry takes nothing new and deletes nothing.</source>
        <translation>Ob die Registry nichts Neues annimmt und nichts löscht.</translation>
    </message>
    <message>
        <source>Whether webhooks are sent.</source>
        <translation>Ob Webhooks gesendet werden.</translation>
    </message>
    <message>
        <source>Message that everybody sees on top of the portal.</source>
        <translation>Nachricht, die alle oben im Portal sehen.</translation>
    </message>
    <message>
        <source>Days that a new robot is good for unless it says otherwise.</source>
        <translation>Tage, die ein neues Robot-Konto gilt, wenn es nichts anderes angibt.</translation>
    </message>
    <message>
        <source>What the names of robots begin with.</source>
        <translation>Womit die Namen von Robot-Konten beginnen.</translation>
    </message>
    <message>
        <source>Whether projects have quotas.</source>
        <translation>Ob Projekte Kontingente haben.</translation>
    </message>
    <message>
        <source>Bytes that a new project may use; -1: no limit.</source>
        <translation>Bytes, die ein neues Projekt belegen darf; -1: unbegrenzt.</translation>
    </message>
    <message>
        <source>Syslog server that the audit trail is sent to.</source>
        <translation>Syslog-Server, an den das Audit-Protokoll gesendet wird.</translation>
    </message>
    <message>
        <source>Whether the audit trail is only sent, and kept nowhere here.</source>
        <translation>Ob das Audit-Protokoll nur gesendet und hier nirgends gespeichert wird.</translation>
    </message>
    <message>
        <source>Events that leave no trace in the audit trail.</source>
        <translation>Ereignisse, die keine Spur im Audit-Protokoll hinterlassen.</translation>
    </message>
    <message>
        <source>Whether a pull by the scanner counts as none for retention.</source>
        <translation>Ob ein Pull durch den Scanner bei der Aufbewahrung nicht zählt.</translation>
    </message>
    <message>
        <source>When everything is scanned.</source>
        <translation>Wann alles gescannt wird.</translation>
    </message>
    <message>
        <source>List of</source>
        <translation>Liste von</translation>
    </message>
    <message>
        <source>the whole registry</source>
        <translation>ganze Registry</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>Bis</translation>
    </message>
    <message>
        <source>no end</source>
        <translation>unbefristet</translation>
    </message>
    <message>
        <source>Findings it lets through</source>
        <translation>Durchgelassene Befunde</translation>
    </message>
    <message>
        <source>Used by</source>
        <translation>Verwendet von</translation>
    </message>
    <message>
        <source>not in use</source>
        <translation>nicht in Gebrauch</translation>
    </message>
    <message>
        <source>Every project has a list of its own.</source>
        <translation>Jedes Projekt hat eine eigene Liste.</translation>
    </message>
    <message>
        <source>The project uses the registry&apos;s list instead of its own.</source>
        <translation>Das Projekt verwendet die Liste der Registry statt einer eigenen.</translation>
    </message>
    <message>
        <source>The whole list is ignored: it lets nothing through any more.</source>
        <translation>Die ganze Liste wird ignoriert: Sie lässt nichts mehr durch.</translation>
    </message>
    <message>
        <source>in use, ends soon</source>
        <translation>in Gebrauch, endet bald</translation>
    </message>
    <message>
        <source>in use</source>
        <translation>in Gebrauch</translation>
    </message>
    <message>
        <source>Asked when the row is in view</source>
        <translation>Wird abgefragt, wenn die Zeile sichtbar ist</translation>
    </message>
    <message>
        <source>not known</source>
        <translation>nicht bekannt</translation>
    </message>
    <message>
        <source>more than 1000</source>
        <translation>mehr als 1000</translation>
    </message>
    <message>
        <source>Findings with this name in the whole registry; only those in projects that use this list pass.</source>
        <translation>Befunde mit diesem Namen in der ganzen Registry; nur die in Projekten, die diese Liste verwenden, werden durchgelassen.</translation>
    </message>
    <message>
        <source>Findings with this name in %1</source>
        <translation>Befunde mit diesem Namen in %1</translation>
    </message>
    <message>
        <source>The registry&apos;s own list is not shown: your account may not read it.</source>
        <translation>Die eigene Liste der Registry wird nicht gezeigt: Ihr Konto darf sie nicht lesen.</translation>
    </message>
    <message>
        <source>signature attached, not verified</source>
        <translation>Signatur angehängt, nicht geprüft</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>Hinzugekommen</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Weggefallen</translation>
    </message>
    <message>
        <source>severity %1 to %2</source>
        <translation>Schweregrad %1 → %2</translation>
    </message>
    <message>
        <source>fix %1 to %2</source>
        <translation>Korrektur %1 → %2</translation>
    </message>
    <message>
        <source>version %1 to %2</source>
        <translation>Version %1 → %2</translation>
    </message>
    <message>
        <source>decision %1 to %2</source>
        <translation>Entscheidung %1 → %2</translation>
    </message>
    <message>
        <source>another image</source>
        <translation>anderes Image</translation>
    </message>
    <message>
        <source>another scanner database</source>
        <translation>andere Scanner-Datenbank</translation>
    </message>
    <message>
        <source>another scanner</source>
        <translation>anderer Scanner</translation>
    </message>
    <message>
        <source>a decision</source>
        <translation>eine Entscheidung</translation>
    </message>
    <message>
        <source>The findings of this registry have not been read yet. Read them, then compare.</source>
        <translation>Die Befunde dieser Registry wurden noch nicht gelesen. Lesen Sie sie und vergleichen Sie dann.</translation>
    </message>
    <message>
        <source>%1 is not in the local store. Read the findings of its registry, then compare.</source>
        <translation>%1 ist nicht im lokalen Speicher. Lesen Sie die Befunde der zugehörigen Registry und vergleichen Sie dann.</translation>
    </message>
    <message>
        <source>%1 holds no earlier image to compare with.</source>
        <translation>%1 enthält kein früheres Image zum Vergleichen.</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>Änderung</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>Was sich geändert hat</translation>
    </message>
    <message>
        <source>Because</source>
        <translation>Ursache</translation>
    </message>
    <message>
        <source>Before</source>
        <translation>Vorher</translation>
    </message>
    <message>
        <source>Now</source>
        <translation>Jetzt</translation>
    </message>
    <message>
        <source>Same</source>
        <translation>Gleich</translation>
    </message>
    <message>
        <source>%1 (cannot be read here)</source>
        <translation>%1 (hier nicht lesbar)</translation>
    </message>
    <message>
        <source>every hour at minute %1</source>
        <translation>jede Stunde zur Minute %1</translation>
    </message>
    <message>
        <source>every day at %1 UTC</source>
        <translation>jeden Tag um %1 UTC</translation>
    </message>
    <message>
        <source>every %1 at %2 UTC</source>
        <translation>jeden %1 um %2 UTC</translation>
    </message>
    <message>
        <source>No schedule is set: it runs only by hand.</source>
        <translation>Kein Zeitplan ist gesetzt: Läuft nur von Hand.</translation>
    </message>
    <message>
        <source>%1; next runs %2</source>
        <translation>%1; nächste Läufe %2</translation>
    </message>
    <message>
        <source>%1 at %2, by its digest</source>
        <translation>%1, %2, über den Digest</translation>
    </message>
    <message>
        <source>%1 at %2, by the tag %3, which may have stood for another image then</source>
        <translation>%1, %2, über den Tag %3, der damals für ein anderes Image gestanden haben kann</translation>
    </message>
    <message>
        <source>no fix known</source>
        <translation>keine Korrektur bekannt</translation>
    </message>
    <message>
        <source>Decision</source>
        <translation>Entscheidung</translation>
    </message>
    <message>
        <source>Last pulled</source>
        <translation>Zuletzt gepullt</translation>
    </message>
    <message>
        <source>Pulled by</source>
        <translation>Gepullt von</translation>
    </message>
    <message>
        <source>First seen</source>
        <translation>Zuerst gesehen</translation>
    </message>
    <message>
        <source>Report read</source>
        <translation>Bericht gelesen</translation>
    </message>
    <message>
        <source>Write the day of expiry as year-month-day, such as 2027-01-31.</source>
        <translation>Schreiben Sie den Ablauftag als Jahr-Monat-Tag, etwa 2027-01-31.</translation>
    </message>
    <message>
        <source>Write the day of review as year-month-day, such as 2027-01-31.</source>
        <translation>Schreiben Sie den Tag der Wiedervorlage als Jahr-Monat-Tag, etwa 2027-01-31.</translation>
    </message>
    <message>
        <source>The findings were read anew. Close this and select them again.</source>
        <translation>Die Befunde wurden neu gelesen. Schließen Sie dies und wählen Sie sie erneut aus.</translation>
    </message>
    <message>
        <source>This would be %1 decisions at once, more than %2. Narrow the filter.</source>
        <translation>Das wären %1 Entscheidungen auf einmal, mehr als %2. Grenzen Sie den Filter ein.</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>Zurückgezogen</translation>
    </message>
    <message>
        <source>no fix is known</source>
        <translation>keine Korrektur bekannt</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Priority</source>
        <translation>Priorität</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>Fällig</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>Gescannt</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>Was zu tun ist</translation>
    </message>
    <message>
        <source>Occurrences</source>
        <translation>Vorkommen</translation>
    </message>
    <message>
        <source>With a fix</source>
        <translation>Mit Korrektur</translation>
    </message>
    <message>
        <source>Hidden by decisions</source>
        <translation>Durch Entscheidungen ausgeblendet</translation>
    </message>
    <message>
        <source>No fix is known</source>
        <translation>Keine Korrektur bekannt</translation>
    </message>
    <message>
        <source>CVSS v3</source>
        <translation>CVSS v3</translation>
    </message>
    <message>
        <source>CVSS v2</source>
        <translation>CVSS v2</translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation>Schwächen</translation>
    </message>
    <message>
        <source>Scanner&apos;s status</source>
        <translation>Status des Scanners</translation>
    </message>
    <message>
        <source>Table (CSV)</source>
        <translation>Tabelle (CSV)</translation>
    </message>
    <message>
        <source>Records (JSON Lines)</source>
        <translation>Datensätze (JSON Lines)</translation>
    </message>
    <message>
        <source>Report (HTML)</source>
        <translation>Bericht (HTML)</translation>
    </message>
    <message>
        <source>SARIF 2.1.0</source>
        <translation>SARIF 2.1.0</translation>
    </message>
    <message>
        <source>Decisions as OpenVEX</source>
        <translation>Entscheidungen als OpenVEX</translation>
    </message>
    <message>
        <source>Decisions as CycloneDX VEX</source>
        <translation>Entscheidungen als CycloneDX VEX</translation>
    </message>
    <message>
        <source>Decisions as CSAF VEX</source>
        <translation>Entscheidungen als CSAF VEX</translation>
    </message>
    <message>
        <source>Stopped before everything was read. Refresh to read it again.</source>
        <translation>Angehalten, bevor alles gelesen war. Aktualisieren Sie, um neu zu lesen.</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>So since</source>
        <translation>So seit</translation>
    </message>
    <message>
        <source>Healthy checks</source>
        <translation>Gesunde Prüfungen</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>Fehler</translation>
    </message>
    <message>
        <source>%1 of %2</source>
        <translation>%1 von %2</translation>
    </message>
    <message>
        <source>Or longer: the program has looked only since then.</source>
        <translation>Oder länger: Das Programm prüft erst seit dann.</translation>
    </message>
    <message>
        <source>no answer</source>
        <translation>keine Antwort</translation>
    </message>
    <message>
        <source>Step or file</source>
        <translation>Schritt oder Datei</translation>
    </message>
    <message>
        <source>Protected tag</source>
        <translation>Geschützter Tag</translation>
    </message>
    <message>
        <source>About</source>
        <translation>Betrifft</translation>
    </message>
    <message>
        <source>Task</source>
        <translation>Aufgabe</translation>
    </message>
    <message>
        <source>Tries</source>
        <translation>Versuche</translation>
    </message>
    <message>
        <source>Does</source>
        <translation>Vorgang</translation>
    </message>
    <message>
        <source>Last sign of life</source>
        <translation>Letztes Lebenszeichen</translation>
    </message>
    <message>
        <source>Up since</source>
        <translation>Läuft seit</translation>
    </message>
    <message>
        <source>Host</source>
        <translation>Host</translation>
    </message>
    <message>
        <source>Process</source>
        <translation>Prozess</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netzwerk</translation>
    </message>
    <message>
        <source>In words</source>
        <translation>In Worten</translation>
    </message>
    <message>
        <source>Your account may not list users: system administrators are not marked, nor users who are gone.</source>
        <translation>Ihr Konto darf Benutzer nicht auflisten: Systemadministratoren sind nicht gekennzeichnet, gelöschte Benutzer ebenso wenig.</translation>
    </message>
    <message>
        <source>group %1</source>
        <translation>Gruppe %1</translation>
    </message>
    <message>
        <source>user %1</source>
        <translation>Benutzer %1</translation>
    </message>
    <message>
        <source>everything</source>
        <translation>alles</translation>
    </message>
    <message>
        <source>refused</source>
        <translation>abgelehnt</translation>
    </message>
    <message>
        <source>%1 is a system administrator and may do everything in %2</source>
        <translation>%1 ist Systemadministrator und darf in %2 alles</translation>
    </message>
    <message>
        <source>%1 did not list its members</source>
        <translation>%1 hat seine Mitglieder nicht genannt</translation>
    </message>
    <message>
        <source>%1 is no member of %2</source>
        <translation>%1 ist kein Mitglied von %2</translation>
    </message>
    <message>
        <source>%1 in %2: %3</source>
        <translation>%1 in %2: %3</translation>
    </message>
    <message>
        <source>gone</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>system admin</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>group</source>
        <translation>Gruppe</translation>
    </message>
    <message>
        <source>This account is in no list of users any more.</source>
        <translation>Dieses Konto steht in keiner Benutzerliste mehr.</translation>
    </message>
    <message>
        <source>Is a system administrator: may do everything in every project.</source>
        <translation>Ist Systemadministrator: darf in jedem Projekt alles.</translation>
    </message>
    <message>
        <source>Who may push to and pull from %1, and when they last did</source>
        <translation>Wer nach %1 pushen und von dort pullen darf und wann dies zuletzt geschah</translation>
    </message>
    <message>
        <source>Harbor does not tell who is in a group.</source>
        <translation>Harbor sagt nicht, wer in einer Gruppe ist.</translation>
    </message>
    <message>
        <source>This account is in no list of users any more; the membership is a leftover.</source>
        <translation>Dieses Konto steht in keiner Benutzerliste mehr; die Mitgliedschaft ist ein Überrest.</translation>
    </message>
    <message>
        <source>The project is public: anybody may pull from it without being a member.</source>
        <translation>Das Projekt ist öffentlich: Jeder darf daraus pullen, ohne Mitglied zu sein.</translation>
    </message>
    <message>
        <source>The members of this project are not known: your account may not list them.</source>
        <translation>Die Mitglieder dieses Projekts sind nicht bekannt: Ihr Konto darf sie nicht auflisten.</translation>
    </message>
    <message>
        <source>from %1 up</source>
        <translation>ab %1</translation>
    </message>
    <message>
        <source>Images that are not scanned are blocked, too.</source>
        <translation>Images, die nicht gescannt sind, werden ebenfalls blockiert.</translation>
    </message>
    <message>
        <source>Harbor looks whether a signature is attached; it verifies none.</source>
        <translation>Harbor sieht nach, ob eine Signatur angehängt ist; geprüft wird keine.</translation>
    </message>
    <message>
        <source>the registry&apos;s</source>
        <translation>die der Registry</translation>
    </message>
    <message>
        <source>Blocks vulnerable images</source>
        <translation>Blockiert anfällige Images</translation>
    </message>
    <message>
        <source>Wants a signature</source>
        <translation>Verlangt Signatur</translation>
    </message>
    <message>
        <source>Scans on push</source>
        <translation>Scannt beim Push</translation>
    </message>
    <message>
        <source>SBOM on push</source>
        <translation>SBOM beim Push</translation>
    </message>
    <message>
        <source>Allowlist</source>
        <translation>Zulassungsliste</translation>
    </message>
    <message>
        <source>Takes repositories matching %1.</source>
        <translation>Nimmt Repositorys, die zu %1 passen.</translation>
    </message>
    <message>
        <source>Takes tags that do not match %1.</source>
        <translation>Nimmt Tags, die nicht zu %1 passen.</translation>
    </message>
    <message>
        <source>Takes tags matching %1.</source>
        <translation>Nimmt Tags, die zu %1 passen.</translation>
    </message>
    <message>
        <source>Leaves out what has the label %1.</source>
        <translation>Lässt aus, was das Label %1 hat.</translation>
    </message>
    <message>
        <source>Takes what has the label %1.</source>
        <translation>Nimmt, was das Label %1 hat.</translation>
    </message>
    <message>
        <source>Takes only things of the kind %1.</source>
        <translation>Nimmt nur Objekte der Art %1.</translation>
    </message>
    <message>
        <source>Takes only what has a signature attached.</source>
        <translation>Nimmt nur, woran eine Signatur angehängt ist.</translation>
    </message>
    <message>
        <source>Asks for no signature.</source>
        <translation>Verlangt keine Signatur.</translation>
    </message>
    <message>
        <source>Takes only what has no finding of severity %1 or worse.</source>
        <translation>Nimmt nur, was keinen Befund vom Schweregrad %1 oder schlimmer hat.</translation>
    </message>
    <message>
        <source>Filter %1: %2.</source>
        <translation>Filter %1: %2.</translation>
    </message>
    <message>
        <source>Runs by hand only.</source>
        <translation>Läuft nur von Hand.</translation>
    </message>
    <message>
        <source>Runs %1.</source>
        <translation>Läuft %1.</translation>
    </message>
    <message>
        <source>Runs whenever something that fits is pushed.</source>
        <translation>Läuft, wann immer etwas Passendes gepusht wird.</translation>
    </message>
    <message>
        <source>Trigger %1.</source>
        <translation>Auslöser %1.</translation>
    </message>
    <message>
        <source>Switched off: it does nothing.</source>
        <translation>Ausgeschaltet: tut nichts.</translation>
    </message>
    <message>
        <source>Copies from %1 to %2, under the same names.</source>
        <translation>Kopiert: %1 → %2, unter denselben Namen.</translation>
    </message>
    <message>
        <source>Copies from %1 to %2, into %3.</source>
        <translation>Kopiert: %1 → %2, nach %3.</translation>
    </message>
    <message>
        <source>Takes everything.</source>
        <translation>Nimmt alles.</translation>
    </message>
    <message>
        <source>Overwrites tags that are there already.</source>
        <translation>Überschreibt Tags, die schon da sind.</translation>
    </message>
    <message>
        <source>Leaves tags alone that are there already.</source>
        <translation>Lässt Tags, die schon da sind, unverändert.</translation>
    </message>
    <message>
        <source>Deletes at the target what is deleted at the source.</source>
        <translation>Löscht am Ziel, was an der Quelle gelöscht wird.</translation>
    </message>
    <message>
        <source>At most %1 kbit/s for each copy.</source>
        <translation>Höchstens %1 kbit/s je Kopie.</translation>
    </message>
    <message>
        <source>Copies layers in pieces.</source>
        <translation>Kopiert Schichten in Stücken.</translation>
    </message>
    <message>
        <source>One run at a time: what comes meanwhile is left out.</source>
        <translation>Ein Lauf zugleich: Was währenddessen kommt, wird ausgelassen.</translation>
    </message>
    <message>
        <source>Sends a Slack message to %1.</source>
        <translation>Sendet eine Slack-Nachricht an %1.</translation>
    </message>
    <message>
        <source>Sends to %1 in Harbor&apos;s own form.</source>
        <translation>Sendet an %1 in Harbors eigener Form.</translation>
    </message>
    <message>
        <source>Sends to %1 as %2.</source>
        <translation>Sendet an %1 als %2.</translation>
    </message>
    <message>
        <source>Signs in with a header of its own, which is not shown.</source>
        <translation>Meldet sich mit einem eigenen Header an, der nicht gezeigt wird.</translation>
    </message>
    <message>
        <source>Does not check the certificate of the receiver.</source>
        <translation>Prüft das Zertifikat des Empfängers nicht.</translation>
    </message>
    <message>
        <source>Loads images into %1 before they are asked for.</source>
        <translation>Lädt Images in %1, bevor sie angefragt werden.</translation>
    </message>
    <message>
        <source>Switched off: it protects nothing.</source>
        <translation>Ausgeschaltet: schützt nichts.</translation>
    </message>
    <message>
        <source>Tags that do not match %1 can be neither moved nor deleted.</source>
        <translation>Tags, die nicht zu %1 passen, können weder verschoben noch gelöscht werden.</translation>
    </message>
    <message>
        <source>Tags matching %1 can be neither moved nor deleted.</source>
        <translation>Tags, die zu %1 passen, können weder verschoben noch gelöscht werden.</translation>
    </message>
    <message>
        <source>In repositories that do not match %1.</source>
        <translation>In Repositorys, die nicht zu %1 passen.</translation>
    </message>
    <message>
        <source>In repositories matching %1.</source>
        <translation>In Repositorys, die zu %1 passen.</translation>
    </message>
    <message>
        <source>not now</source>
        <translation>derzeit nicht</translation>
    </message>
    <message>
        <source>It holds the right, but is disabled or expired.</source>
        <translation>Das Recht ist erteilt, aber das Konto ist deaktiviert oder abgelaufen.</translation>
    </message>
    <message>
        <source>Who</source>
        <translation>Wer</translation>
    </message>
    <message>
        <source>user</source>
        <translation>Benutzer</translation>
    </message>
    <message>
        <source>robot</source>
        <translation>Robot-Konto</translation>
    </message>
    <message>
        <source>anybody</source>
        <translation>alle</translation>
    </message>
    <message>
        <source>Push</source>
        <translation>Push</translation>
    </message>
    <message>
        <source>may push</source>
        <translation>darf pushen</translation>
    </message>
    <message>
        <source>Pull</source>
        <translation>Pull</translation>
    </message>
    <message>
        <source>may pull</source>
        <translation>darf pullen</translation>
    </message>
    <message>
        <source>Last pull here</source>
        <translation>Letzter Pull hier</translation>
    </message>
    <message>
        <source>Last push here</source>
        <translation>Letzter Push hier</translation>
    </message>
    <message>
        <source>By</source>
        <translation>Durch</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>may delete</source>
        <translation>darf löschen</translation>
    </message>
    <message>
        <source>Members are not shown: your account may not list them.</source>
        <translation>Mitglieder werden nicht gezeigt: Ihr Konto darf sie nicht auflisten.</translation>
    </message>
    <message>
        <source>Robots of the project are not shown: your account may not list them.</source>
        <translation>Robot-Konten des Projekts werden nicht gezeigt: Ihr Konto darf sie nicht auflisten.</translation>
    </message>
    <message>
        <source>Robots of the system are not shown: your account may not list them.</source>
        <translation>Robot-Konten des Systems werden nicht gezeigt: Ihr Konto darf sie nicht auflisten.</translation>
    </message>
    <message>
        <source>System administrators, who may do everything, are not shown: your account may not list users.</source>
        <translation>Systemadministratoren, die alles dürfen, werden nicht gezeigt: Ihr Konto darf Benutzer nicht auflisten.</translation>
    </message>
    <message>
        <source>system administrator</source>
        <translation>Systemadministrator</translation>
    </message>
    <message>
        <source>robot of the system</source>
        <translation>Robot-Konto des Systems</translation>
    </message>
    <message>
        <source>robot of the project</source>
        <translation>Robot-Konto des Projekts</translation>
    </message>
    <message>
        <source>Anybody, signed in or not</source>
        <translation>Alle, angemeldet oder nicht</translation>
    </message>
    <message>
        <source>the project is public</source>
        <translation>das Projekt ist öffentlich</translation>
    </message>
    <message>
        <source>The project&apos;s audit trail has no such entry of it.</source>
        <translation>Das Audit-Protokoll des Projekts enthält keinen solchen Eintrag dazu.</translation>
    </message>
    <message>
        <source>no limit</source>
        <translation>unbegrenzt</translation>
    </message>
    <message>
        <source>Cache of</source>
        <translation>Cache von</translation>
    </message>
    <message>
        <source>It is</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Bandwidth</source>
        <translation>Bandbreite</translation>
    </message>
    <message>
        <source>%1 kbit/s</source>
        <translation>%1 kbit/s</translation>
    </message>
    <message>
        <source>Connections</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>%1 at once</source>
        <translation>%1 zugleich</translation>
    </message>
    <message>
        <source>Only</source>
        <translation>Nur</translation>
    </message>
    <message>
        <source>Serves what is gone upstream</source>
        <translation>Liefert, was in der Quelle fehlt</translation>
    </message>
    <message>
        <source>Your account may not list registries: what the caches are of is not shown.</source>
        <translation>Ihr Konto darf Registrys nicht auflisten: Wovon die Caches sind, wird nicht gezeigt.</translation>
    </message>
    <message>
        <source>Proxy caches</source>
        <translation>Proxy-Caches</translation>
    </message>
    <message>
        <source>Signs in as</source>
        <translation>Meldet sich an als</translation>
    </message>
    <message>
        <source>nobody</source>
        <translation>niemand</translation>
    </message>
    <message>
        <source>Your account may not list replication policies: what the registries are used for is not all shown.</source>
        <translation>Ihr Konto darf Replikationsrichtlinien nicht auflisten: Wofür die Registrys verwendet werden, wird nicht vollständig gezeigt.</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>would be deleted</source>
        <translation>würde gelöscht</translation>
    </message>
    <message>
        <source>deleted</source>
        <translation>gelöscht</translation>
    </message>
    <message>
        <source>kept</source>
        <translation>behalten</translation>
    </message>
    <message>
        <source>(untagged)</source>
        <translation>(ohne Tag)</translation>
    </message>
    <message>
        <source>Its secret never expires.</source>
        <translation>Sein Secret gilt für immer.</translation>
    </message>
    <message>
        <source>today</source>
        <translation>heute</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>morgen</translation>
    </message>
    <message>
        <source>the system</source>
        <translation>das System</translation>
    </message>
    <message>
        <source>Works in</source>
        <translation>Arbeitet in</translation>
    </message>
    <message>
        <source>May push to</source>
        <translation>Darf pushen nach</translation>
    </message>
    <message>
        <source>Last seen</source>
        <translation>Zuletzt gesehen</translation>
    </message>
    <message>
        <source>Rights</source>
        <translation>Rechte</translation>
    </message>
    <message>
        <source>Robots of projects are not shown: the projects could not be listed.</source>
        <translation>Robot-Konten der Projekte werden nicht gezeigt: Die Projekte konnten nicht aufgelistet werden.</translation>
    </message>
    <message>
        <source>The audit trail has no entry of it.</source>
        <translation>Das Audit-Protokoll enthält keinen Eintrag dazu.</translation>
    </message>
    <message>
        <source>Everything that is open</source>
        <translation>Alles Offene</translation>
    </message>
    <message>
        <source>Fix first</source>
        <translation>Zuerst beheben</translation>
    </message>
    <message>
        <source>Known to be exploited</source>
        <translation>Bekanntermaßen ausgenutzt</translation>
    </message>
    <message>
        <source>Overdue</source>
        <translation>Überfällig</translation>
    </message>
    <message>
        <source>New this week</source>
        <translation>Neu diese Woche</translation>
    </message>
    <message>
        <source>To be reviewed</source>
        <translation>Zur Wiedervorlage</translation>
    </message>
    <message>
        <source>Give the view a name.</source>
        <translation>Geben Sie der Ansicht einen Namen.</translation>
    </message>
    <message>
        <source>This is no file of saved views. Choose one that Lotse has written.</source>
        <translation>Das ist keine Datei mit gespeicherten Ansichten. Wählen Sie eine, die Lotse geschrieben hat.</translation>
    </message>
    <message>
        <source>The view &quot;%1&quot; of the file holds no query that can be read. Nothing was taken.</source>
        <translation>Die Ansicht „%1“ der Datei enthält keine lesbare Abfrage. Es wurde nichts übernommen.</translation>
    </message>
    <message>
        <source>There is no view of your own to save yet.</source>
        <translation>Es gibt noch keine eigene Ansicht zu speichern.</translation>
    </message>
    <message>
        <source>Saved as %1</source>
        <translation>Gespeichert als %1</translation>
    </message>
    <message>
        <source>%1 views taken from the file.</source>
        <translation>%1 Ansichten aus der Datei übernommen.</translation>
    </message>
    <message>
        <source>Scan</source>
        <translation>Scan</translation>
    </message>
    <message>
        <source>scanned long ago</source>
        <translation>vor langer Zeit gescannt</translation>
    </message>
    <message>
        <source>scanned</source>
        <translation>gescannt</translation>
    </message>
    <message>
        <source>Finds</source>
        <translation>Findet</translation>
    </message>
    <message>
        <source>vulnerabilities</source>
        <translation>Schwachstellen</translation>
    </message>
    <message>
        <source>SBOMs</source>
        <translation>SBOMs</translation>
    </message>
    <message>
        <source>Database from</source>
        <translation>Datenbank vom</translation>
    </message>
    <message>
        <source>does not answer</source>
        <translation>antwortet nicht</translation>
    </message>
    <message>
        <source>answers</source>
        <translation>antwortet</translation>
    </message>
    <message>
        <source>Scan of everything</source>
        <translation>Scan von allem</translation>
    </message>
    <message>
        <source>Replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>Preheat</source>
        <translation>Vorwärmen</translation>
    </message>
    <message>
        <source>Sweep of old runs</source>
        <translation>Aufräumen alter Läufe</translation>
    </message>
    <message>
        <source>Clean-up of system artifacts</source>
        <translation>Bereinigung von Systemartefakten</translation>
    </message>
    <message>
        <source>Scan of an image</source>
        <translation>Scan eines Images</translation>
    </message>
    <message>
        <source>SBOM of an image</source>
        <translation>SBOM eines Images</translation>
    </message>
    <message>
        <source>Slack message</source>
        <translation>Slack-Nachricht</translation>
    </message>
    <message>
        <source>Scheduler</source>
        <translation>Zeitplaner</translation>
    </message>
    <message>
        <source>Removal of names from the audit trail</source>
        <translation>Entfernen von Namen aus dem Audit-Protokoll</translation>
    </message>
    <message>
        <source>later than 7 days</source>
        <translation>später als in 7 Tagen</translation>
    </message>
    <message>
        <source>When</source>
        <translation>Wann</translation>
    </message>
    <message>
        <source>Next run</source>
        <translation>Nächster Lauf</translation>
    </message>
    <message>
        <source>In the same hour</source>
        <translation>In derselben Stunde</translation>
    </message>
    <message>
        <source>nothing else</source>
        <translation>nichts anderes</translation>
    </message>
    <message>
        <source>Then</source>
        <translation>Danach</translation>
    </message>
    <message>
        <source>Your account may not read the scheduler&apos;s list: only what policies say of themselves is shown.</source>
        <translation>Ihr Konto darf die Liste des Zeitplaners nicht lesen: Nur was Richtlinien selbst angeben, wird gezeigt.</translation>
    </message>
    <message>
        <source>The scans of everything are not shown: your account may not read them.</source>
        <translation>Die Scans von allem werden nicht gezeigt: Ihr Konto darf sie nicht lesen.</translation>
    </message>
    <message>
        <source>Artifacts scanned</source>
        <translation>Artefakte gescannt</translation>
    </message>
    <message>
        <source>Findings with a fix</source>
        <translation>Befunde mit Korrektur</translation>
    </message>
    <message>
        <source>There was none yet.</source>
        <translation>Es gab noch keinen.</translation>
    </message>
    <message>
        <source>running, %1 done</source>
        <translation>läuft, %1 fertig</translation>
    </message>
    <message>
        <source>%1 done</source>
        <translation>%1 fertig</translation>
    </message>
    <message>
        <source>How they ended</source>
        <translation>Wie sie endeten</translation>
    </message>
    <message>
        <source>%1 critical, %2 high, %3 medium</source>
        <translation>%1 kritisch, %2 hoch, %3 mittel</translation>
    </message>
    <message>
        <source>CVSS %1</source>
        <translation>CVSS %1</translation>
    </message>
    <message>
        <source>A secret: never shown.</source>
        <translation>Ein Secret: wird nie gezeigt.</translation>
    </message>
    <message>
        <source>Not known here</source>
        <translation>Hier nicht bekannt</translation>
    </message>
    <message>
        <source>What it means</source>
        <translation>Was er bedeutet</translation>
    </message>
    <message>
        <source>A key that is not known here; shown as it came.</source>
        <translation>Ein Schlüssel, der hier nicht bekannt ist; gezeigt, wie er kam.</translation>
    </message>
    <message>
        <source>Who may change it</source>
        <translation>Wer ihn ändern darf</translation>
    </message>
    <message>
        <source>system administrators</source>
        <translation>Systemadministratoren</translation>
    </message>
    <message>
        <source>nobody now: it is fixed</source>
        <translation>derzeit niemand: Er ist festgelegt</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>Belegt</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message>
        <source>The artifacts add up to %1. Layers that they share are stored once, so %2 takes less.</source>
        <translation>Die Artefakte ergeben zusammen %1. Schichten, die sie teilen, werden einmal gespeichert; %2 belegt deshalb weniger.</translation>
    </message>
    <message>
        <source>The artifacts add up to %1; %2 takes %3. Layers that artifacts share are counted with each of them here, and stored once.</source>
        <translation>Die Artefakte ergeben zusammen %1; %2 belegt %3. Schichten, die Artefakte teilen, zählen hier bei jedem von ihnen und werden einmal gespeichert.</translation>
    </message>
    <message>
        <source>%1: freed %2</source>
        <translation>%1: %2 freigegeben</translation>
    </message>
    <message>
        <source>%1 runs freed %2</source>
        <translation>%1 Läufe gaben %2 frei</translation>
    </message>
    <message>
        <source>%1 of %2 (%3)</source>
        <translation>%1 von %2 (%3)</translation>
    </message>
    <message>
        <source>Found nothing: %1</source>
        <translation>Nichts gefunden: %1</translation>
    </message>
    <message>
        <source>ransomware</source>
        <translation>Ransomware</translation>
    </message>
    <message>
        <source>exploited</source>
        <translation>ausgenutzt</translation>
    </message>
    <message>
        <source>overdue, %1</source>
        <translation>überfällig, %1</translation>
    </message>
    <message>
        <source>soon, %1</source>
        <translation>bald, %1</translation>
    </message>
    <message>
        <source>Upgrade %1 to %2</source>
        <translation>%1 auf %2 aktualisieren</translation>
    </message>
    <message>
        <source>Upgrade</source>
        <translation>Aktualisierung</translation>
    </message>
    <message>
        <source>Worst</source>
        <translation>Schlimmster</translation>
    </message>
    <message>
        <source>Issues</source>
        <translation>Fälle</translation>
    </message>
    <message>
        <source>Images</source>
        <translation>Images</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>Fixable</source>
        <translation>Behebbar</translation>
    </message>
    <message>
        <source>Hidden</source>
        <translation>Ausgeblendet</translation>
    </message>
    <message>
        <source>EPSS</source>
        <translation>EPSS</translation>
    </message>
    <message>
        <source>Exploited</source>
        <translation>Ausgenutzt</translation>
    </message>
    <message>
        <source>In triage</source>
        <translation>In Prüfung</translation>
    </message>
    <message>
        <source>Affected</source>
        <translation>Betroffen</translation>
    </message>
    <message>
        <source>Not affected</source>
        <translation>Nicht betroffen</translation>
    </message>
    <message>
        <source>False positive</source>
        <translation>Fehlalarm</translation>
    </message>
    <message>
        <source>Resolved</source>
        <translation>Behoben</translation>
    </message>
    <message>
        <source>Resolved, with proof</source>
        <translation>Behoben, mit Nachweis</translation>
    </message>
    <message>
        <source>Risk accepted</source>
        <translation>Risiko akzeptiert</translation>
    </message>
    <message>
        <source>Expired</source>
        <translation>Abgelaufen</translation>
    </message>
    <message>
        <source>Review</source>
        <translation>Wiedervorlage</translation>
    </message>
    <message>
        <source>Review: %1</source>
        <translation>Wiedervorlage: %1</translation>
    </message>
    <message>
        <source>Nothing decided</source>
        <translation>Nichts entschieden</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Offen</translation>
    </message>
    <message>
        <source>Decision expired</source>
        <translation>Entscheidung abgelaufen</translation>
    </message>
    <message>
        <source>Due soon</source>
        <translation>Bald fällig</translation>
    </message>
    <message>
        <source>In time</source>
        <translation>In der Frist</translation>
    </message>
    <message>
        <source>No due date</source>
        <translation>Ohne Frist</translation>
    </message>
    <message>
        <source>A sign-in at an identity provider needs its issuer and a client.</source>
        <translation>Eine Anmeldung bei einem Identitätsanbieter braucht dessen Aussteller und einen Client.</translation>
    </message>
    <message>
        <source>%1 could not be started for %2. Check its rights, or type the secret.</source>
        <translation>%1 konnte für %2 nicht gestartet werden. Prüfen Sie die Rechte oder geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 did not answer for %2 in time. Open its store and try again, or type the secret.</source>
        <translation>%1 hat für %2 nicht rechtzeitig geantwortet. Öffnen Sie seinen Speicher und versuchen Sie es erneut, oder geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 answered for %2 with more than such an answer may have. Type the secret.</source>
        <translation>%1 hat für %2 mit mehr geantwortet, als eine solche Antwort enthält. Geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 has no secret for %2. Sign in there with docker or podman, or type it.</source>
        <translation>%1 hat kein Secret für %2. Melden Sie sich dort mit docker oder podman an oder geben Sie es ein.</translation>
    </message>
    <message>
        <source>%1 answered for %2 in a way that is not understood. Type the secret.</source>
        <translation>%1 hat für %2 auf eine Weise geantwortet, die nicht verstanden wird. Geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 keeps a token of an identity provider for %2, which is no password. Sign in to the registry in another way.</source>
        <translation>%1 hält für %2 ein Token eines Identitätsanbieters vor, das kein Passwort ist. Melden Sie sich auf andere Weise bei der Registry an.</translation>
    </message>
    <message>
        <source>%1, which keeps the secret of %2, is not installed in a folder of PATH. Install it, or type the secret.</source>
        <translation>%1, das Programm, das das Secret von %2 speichert, ist in keinem Ordner von PATH installiert. Installieren Sie es oder geben Sie das Secret ein.</translation>
    </message>
    <message>
        <source>%1 is no file of docker or podman: it is not JSON. It was left alone.</source>
        <translation>%1 ist keine Datei von docker oder podman: Sie ist kein JSON. Sie wurde unverändert gelassen.</translation>
    </message>
    <message>
        <source>%1 names %2, which is no address of a registry. It was left out.</source>
        <translation>%1 nennt %2; das ist keine Adresse einer Registry. Sie wurde ausgelassen.</translation>
    </message>
    <message>
        <source>%1 answered, but not as an identity provider. Check the issuer: it is the address above /.well-known/openid-configuration.</source>
        <translation>%1 hat geantwortet, aber nicht als Identitätsanbieter. Prüfen Sie den Aussteller: Es ist die Adresse über /.well-known/openid-configuration.</translation>
    </message>
    <message>
        <source>The identity provider gave a token that is not meant for this sign-in (%1). It is not used; start the sign-in anew, and tell its administrator if that does not help.</source>
        <translation>Der Identitätsanbieter hat ein Token gegeben, das nicht für diese Anmeldung bestimmt ist (%1). Es wird nicht verwendet; beginnen Sie die Anmeldung von vorn und informieren Sie den Administrator, wenn das nicht hilft.</translation>
    </message>
    <message>
        <source>%1 is no address for a sign-in: it has to begin with https:// and to hold no password.</source>
        <translation>%1 ist keine Adresse für eine Anmeldung: Sie muss mit https:// beginnen und darf kein Passwort enthalten.</translation>
    </message>
    <message>
        <source>%1 refused the sign-in. Start it anew; if that does not help, ask its administrator whether this client may sign in without a secret.</source>
        <translation>%1 hat die Anmeldung abgelehnt. Beginnen Sie sie von vorn; hilft das nicht, fragen Sie den Administrator, ob dieser Client sich ohne Secret anmelden darf.</translation>
    </message>
    <message>
        <source>%1 says that it is %2. Type the issuer exactly as the provider names it.</source>
        <translation>%1 sagt, es sei %2. Geben Sie den Aussteller genau so ein, wie der Anbieter ihn nennt.</translation>
    </message>
    <message>
        <source>%1 does not tell which issuer it is. Type the issuer as its administrator names it.</source>
        <translation>%1 sagt nicht, welcher Aussteller es ist. Geben Sie den Aussteller so ein, wie der Administrator ihn nennt.</translation>
    </message>
    <message>
        <source>%1 has no sign-in by an identity provider. Sign in with a password, or type issuer and client as its administrator names them.</source>
        <translation>%1 hat keine Anmeldung über einen Identitätsanbieter. Melden Sie sich mit einem Passwort an oder geben Sie Aussteller und Client so ein, wie der Administrator sie nennt.</translation>
    </message>
    <message>
        <source>Nobody signed in within the time that there was. Start the sign-in anew.</source>
        <translation>Niemand hat sich in der verfügbaren Zeit angemeldet. Beginnen Sie die Anmeldung von vorn.</translation>
    </message>
    <message>
        <source>This machine gives no port for the answer of the browser. Sign in with a code instead.</source>
        <translation>Dieser Rechner gibt keinen Port für die Antwort des Browsers frei. Melden Sie sich stattdessen mit einem Code an.</translation>
    </message>
    <message>
        <source>The identity provider did not sign you in. Start anew, or ask its administrator.</source>
        <translation>Der Identitätsanbieter hat Sie nicht angemeldet. Beginnen Sie von vorn oder fragen Sie den Administrator.</translation>
    </message>
    <message>
        <source>%1 has no sign-in with a code. Sign in with the browser of this machine, or paste a token.</source>
        <translation>%1 hat keine Anmeldung mit einem Code. Melden Sie sich mit dem Browser dieses Rechners an oder fügen Sie ein Token ein.</translation>
    </message>
    <message>
        <source>There is no such registry any more.</source>
        <translation>Diese Registry gibt es nicht mehr.</translation>
    </message>
    <message>
        <source>%1 is not connected. Its findings can be read when it is.</source>
        <translation>%1 ist nicht verbunden. Die Befunde können gelesen werden, sobald die Verbindung steht.</translation>
    </message>
    <message>
        <source>This cannot be kept: it could not be read back (%1). Decide on fewer findings at once, or shorten the texts.</source>
        <translation>Das kann nicht gespeichert werden: Es ließ sich nicht zurücklesen (%1). Entscheiden Sie über weniger Befunde auf einmal oder kürzen Sie die Texte.</translation>
    </message>
    <message>
        <source>There is no rule %1.</source>
        <translation>Es gibt keine Regel %1.</translation>
    </message>
    <message>
        <source>Packages are those that the reports name; one without findings is in no report.</source>
        <translation>Pakete sind die, die die Berichte nennen; eines ohne Befunde steht in keinem Bericht.</translation>
    </message>
    <message>
        <source>%1@%2 has not been scanned on all its platforms: what is missing there may be there all the same.</source>
        <translation>%1@%2 wurde nicht auf allen Plattformen gescannt: Was dort fehlt, kann trotzdem vorhanden sein.</translation>
    </message>
    <message>
        <source>The local store holds no earlier report of %1@%2 that said anything else.</source>
        <translation>Der lokale Speicher enthält keinen früheren Bericht zu %1@%2, der etwas anderes sagte.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no digest: give sha256: and at least twelve hexadecimal digits.</source>
        <translation>„%1“ ist kein Digest: Geben Sie sha256: und mindestens zwölf Hexadezimalziffern an.</translation>
    </message>
    <message>
        <source>%1 fits several images (%2). Name the registry, or the digest.</source>
        <translation>%1 passt zu mehreren Images (%2). Geben Sie die Registry oder den Digest an.</translation>
    </message>
    <message>
        <source>The local store knows the repository of %1, but no such image in it. Sync, or check the tag.</source>
        <translation>Der lokale Speicher kennt das Repository von %1, aber kein solches Image darin. Gleichen Sie ab oder prüfen Sie den Tag.</translation>
    </message>
    <message>
        <source>There is no image %1 in the local store. Sync first, or check the name.</source>
        <translation>Es gibt kein Image %1 im lokalen Speicher. Gleichen Sie zuerst ab oder prüfen Sie den Namen.</translation>
    </message>
    <message>
        <source>%1 keeps reports of its own for %2@%3. Sync them instead.</source>
        <translation>%1 führt eigene Berichte zu %2@%3. Gleichen Sie stattdessen diese ab.</translation>
    </message>
    <message>
        <source>%1 has not been read to the end yet.</source>
        <translation>%1 wurde noch nicht bis zum Ende gelesen.</translation>
    </message>
    <message>
        <source>The list of projects of %1 could not be read to its end; some may be missing.</source>
        <translation>Die Liste der Projekte von %1 konnte nicht bis zum Ende gelesen werden; einige können fehlen.</translation>
    </message>
    <message>
        <source>What is kept of the registries could not be read whole: %1</source>
        <translation>Was von den Registrys gespeichert ist, konnte nicht vollständig gelesen werden: %1</translation>
    </message>
    <message>
        <source>What has been decided could not be read, so that findings may show as undecided: %1</source>
        <translation>Was entschieden wurde, konnte nicht gelesen werden; Befunde können deshalb als nicht entschieden erscheinen: %1</translation>
    </message>
    <message>
        <source>No account of this program is at %1. Add one to open its images.</source>
        <translation>Kein Konto dieses Programms gehört zu %1. Fügen Sie eines hinzu, um die Images dort zu öffnen.</translation>
    </message>
    <message>
        <source>%1</source>
        <translation>%1</translation>
    </message>
    <message>
        <source>--%1 takes a date to come (2027-02-23) or a time from now (30d), not %2.</source>
        <translation>--%1 nimmt ein künftiges Datum (2027-02-23) oder eine Zeit ab jetzt (30d), nicht %2.</translation>
    </message>
    <message>
        <source>--state takes in_triage, exploitable, not_affected, false_positive, resolved, resolved_with_pedigree or risk_accepted.</source>
        <translation>--state nimmt in_triage, exploitable, not_affected, false_positive, resolved, resolved_with_pedigree oder risk_accepted.</translation>
    </message>
    <message>
        <source>%1 is no justification. It takes those of CycloneDX, e.g. code_not_reachable.</source>
        <translation>%1 ist keine Begründung. Möglich sind die von CycloneDX, z. B. code_not_reachable.</translation>
    </message>
    <message>
        <source>A decision needs a query: without one it would be on everything.</source>
        <translation>Eine Entscheidung braucht eine Abfrage: Ohne sie gälte sie für alles.</translation>
    </message>
    <message>
        <source>--reach takes everywhere, registry, project, repository or digest, not %1.</source>
        <translation>--reach nimmt everywhere, registry, project, repository oder digest, nicht %1.</translation>
    </message>
    <message>
        <source>%1 holds findings and no groups. With --group take table, json, csv or jsonl.</source>
        <translation>%1 enthält Befunde und keine Gruppen. Nehmen Sie mit --group table, json, csv oder jsonl.</translation>
    </message>
    <message>
        <source>Name the policy with --policy FILE.</source>
        <translation>Nennen Sie die Richtlinie mit --policy FILE.</translation>
    </message>
    <message>
        <source>--format takes table, json or sarif, not %1.</source>
        <translation>--format nimmt table, json oder sarif, nicht %1.</translation>
    </message>
    <message>
        <source>The report does not name its image. Give it as REF: HOST/REPOSITORY[:TAG]@DIGEST.</source>
        <translation>Der Bericht nennt sein Image nicht. Geben Sie es als REF an: HOST/REPOSITORY[:TAG]@DIGEST.</translation>
    </message>
    <message>
        <source>Neither the report nor REF names a digest. Give REF as HOST/REPOSITORY[:TAG]@DIGEST.</source>
        <translation>Weder der Bericht noch REF nennt einen Digest. Geben Sie REF als HOST/REPOSITORY[:TAG]@DIGEST an.</translation>
    </message>
    <message>
        <source>--format takes openvex, cyclonedx or csaf, not %1.</source>
        <translation>--format nimmt openvex, cyclonedx oder csaf, nicht %1.</translation>
    </message>
    <message>
        <source>The usage is: lotse-cli vex export FILE [QUERY...], or lotse-cli vex import FILE.</source>
        <translation>Der Aufruf lautet: lotse-cli vex export FILE [QUERY...] oder lotse-cli vex import FILE.</translation>
    </message>
    <message>
        <source>Another Lotse is open with the profile %1 and does not answer. End it, or name another profile by LOTSE_PROFILE.</source>
        <translation>Ein anderer Lotse ist mit dem Profil %1 geöffnet und antwortet nicht. Beenden Sie ihn oder nennen Sie mit LOTSE_PROFILE ein anderes Profil.</translation>
    </message>
    <message>
        <source>Another Lotse is open and keeps the settings: what you change here lasts until this window is closed.</source>
        <translation>Ein anderer Lotse ist geöffnet und bewahrt die Einstellungen: Was Sie hier ändern, gilt, bis dieses Fenster geschlossen wird.</translation>
    </message>
    <message>
        <source>There is no room for temporary files, so settings are those of a first start and last until the program ends. Make room and start it again.</source>
        <translation>Es gibt keinen Platz für temporäre Dateien; die Einstellungen sind deshalb die eines ersten Starts und gelten, bis das Programm endet. Schaffen Sie Platz und starten Sie es neu.</translation>
    </message>
    <message>
        <source>The settings in %1 cannot be read, so they are left alone: what you change lasts until the program ends. Check the rights of the file.</source>
        <translation>Die Einstellungen in %1 sind nicht lesbar und bleiben deshalb unverändert: Was Sie ändern, gilt, bis das Programm endet. Prüfen Sie die Rechte der Datei.</translation>
    </message>
    <message>
        <source>The settings could not be understood. They were kept as %1, and this is a first start.</source>
        <translation>Die Einstellungen waren nicht verständlich. Sie wurden als %1 aufgehoben, und dies ist ein erster Start.</translation>
    </message>
    <message>
        <source>The settings in %1 could not be understood, and are left alone: what you change lasts until the program ends.</source>
        <translation>Die Einstellungen in %1 waren nicht verständlich und bleiben unverändert: Was Sie ändern, gilt, bis das Programm endet.</translation>
    </message>
    <message>
        <source>The settings in %1 were written by a newer Lotse. They are used as far as they are understood; what you change lasts until the program ends.</source>
        <translation>Die Einstellungen in %1 wurden von einem neueren Lotse geschrieben. Sie werden verwendet, soweit sie verstanden werden; was Sie ändern, gilt, bis das Programm endet.</translation>
    </message>
    <message>
        <source>Settings cannot be kept: %1 What you change lasts until the program ends.</source>
        <translation>Einstellungen können nicht gespeichert werden: %1 Was Sie ändern, gilt, bis das Programm endet.</translation>
    </message>
    <message numerus="yes">
        <source>%1 in %2, %Ln already decided stay.</source>
        <comment>%1 in %2, %Ln already decided stays.</comment>
        <translation>
            <numerusform>%1 in %2, %Ln schon entschiedener bleibt.</numerusform>
            <numerusform>%1 in %2, %Ln schon entschiedene bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings</source>
        <comment>%Ln finding</comment>
        <translation>
            <numerusform>%Ln Befund</numerusform>
            <numerusform>%Ln Befunde</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <comment>%Ln image</comment>
        <translation>
            <numerusform>%Ln Image</numerusform>
            <numerusform>%Ln Images</numerusform>
        </translation>
    </message>
    <message>
        <source>No fix is known for %1 in %2.</source>
        <translation>Für %1 in %2 ist keine Korrektur bekannt.</translation>
    </message>
    <message>
        <source>Upgrade %1 to %2: closes %3 in %4.</source>
        <translation>%1 auf %2 anheben: erledigt %3 in %4.</translation>
    </message>
    <message>
        <source>known to be exploited</source>
        <translation>bekanntermaßen ausgenutzt</translation>
    </message>
    <message>
        <source>used by ransomware</source>
        <translation>von Erpressern benutzt</translation>
    </message>
    <message>
        <source>EPSS %1</source>
        <translation>EPSS %1</translation>
    </message>
    <message>
        <source>severity %2</source>
        <translation>Schweregrad %2</translation>
    </message>
    <message>
        <source>a fix is available</source>
        <translation>eine Korrektur gibt es</translation>
    </message>
    <message>
        <source>running in a cluster</source>
        <translation>läuft in einem Cluster</translation>
    </message>
    <message>
        <source>exposed</source>
        <translation>erreichbar</translation>
    </message>
    <message>
        <source>in the base image only</source>
        <translation>nur im Basis-Image</translation>
    </message>
    <message>
        <source>not pulled for 90 days</source>
        <translation>seit 90 Tagen nicht gezogen</translation>
    </message>
    <message numerus="yes">
        <source>The EPSS list is %Ln days old. Import a newer file.</source>
        <comment>The EPSS list is %Ln day old. Import a newer file.</comment>
        <translation>
            <numerusform>Die EPSS-Liste ist %Ln Tag alt. Lesen Sie eine neuere Datei ein.</numerusform>
            <numerusform>Die EPSS-Liste ist %Ln Tage alt. Lesen Sie eine neuere Datei ein.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The list of exploited vulnerabilities (KEV) is %Ln days old. Import a newer file.</source>
        <comment>The list of exploited vulnerabilities (KEV) is %Ln day old. Import a newer file.</comment>
        <translation>
            <numerusform>Die Liste der ausgenutzten Schwachstellen (KEV) ist %Ln Tag alt. Lesen Sie eine neuere Datei ein.</numerusform>
            <numerusform>Die Liste der ausgenutzten Schwachstellen (KEV) ist %Ln Tage alt. Lesen Sie eine neuere Datei ein.</numerusform>
        </translation>
    </message>
    <message>
        <source>negligible</source>
        <translation>unbedeutend</translation>
    </message>
    <message>
        <source>low</source>
        <translation>niedrig</translation>
    </message>
    <message>
        <source>medium</source>
        <translation>mittel</translation>
    </message>
    <message>
        <source>high</source>
        <translation>hoch</translation>
    </message>
    <message>
        <source>critical</source>
        <translation>kritisch</translation>
    </message>
    <message>
        <source>unknown</source>
        <translation>unbekannt</translation>
    </message>
    <message>
        <source>EPSS not known</source>
        <translation>EPSS nicht bekannt</translation>
    </message>
    <message>
        <source>no fix yet</source>
        <translation>noch keine Korrektur</translation>
    </message>
    <message>
        <source>%1 of 1000: %2.</source>
        <translation>%1 von 1000: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln entries</source>
        <comment>%1: %Ln entry</comment>
        <translation>
            <numerusform>%1: %Ln Eintrag</numerusform>
            <numerusform>%1: %Ln Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>VEX (OpenVEX)</source>
        <translation>VEX (OpenVEX)</translation>
    </message>
    <message>
        <source>VEX (CycloneDX)</source>
        <translation>VEX (CycloneDX)</translation>
    </message>
    <message>
        <source>VEX (CSAF)</source>
        <translation>VEX (CSAF)</translation>
    </message>
    <message>
        <source>Attestation: VEX (OpenVEX)</source>
        <translation>Attestierung: VEX (OpenVEX)</translation>
    </message>
    <message>
        <source>Attestation: VEX (CSAF)</source>
        <translation>Attestierung: VEX (CSAF)</translation>
    </message>
    <message>
        <source>Attestation: provenance (SLSA)</source>
        <translation>Attestierung: Herkunft (SLSA)</translation>
    </message>
    <message>
        <source>Attestation: SBOM (SPDX)</source>
        <translation>Attestierung: SBOM (SPDX)</translation>
    </message>
    <message>
        <source>Attestation: VEX (CycloneDX)</source>
        <translation>Attestierung: VEX (CycloneDX)</translation>
    </message>
    <message>
        <source>Attestation: SBOM or VEX (CycloneDX)</source>
        <translation>Attestierung: SBOM oder VEX (CycloneDX)</translation>
    </message>
    <message>
        <source>Attestation: scan report</source>
        <translation>Attestierung: Scan-Bericht</translation>
    </message>
    <message>
        <source>Sigstore bundle (signature)</source>
        <translation>Sigstore-Bundle (Signatur)</translation>
    </message>
    <message>
        <source>It names other images alone, not the one that it is attached to.</source>
        <translation>Es nennt nur andere Images, nicht das, an dem es hängt.</translation>
    </message>
    <message>
        <source>The findings of this image are not in the local store.</source>
        <translation>Die Befunde dieses Images sind nicht im lokalen Speicher.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>No finding of this image has this vulnerability in this package and version.</source>
        <translation>Kein Befund dieses Images hat diese Schwachstelle in diesem Paket und dieser Version.</translation>
    </message>
    <message>
        <source>Justification</source>
        <translation>Begründung nach Norm</translation>
    </message>
    <message>
        <source>Products</source>
        <translation>Produkte</translation>
    </message>
    <message>
        <source>Finds in this image</source>
        <translation>Findet in diesem Image</translation>
    </message>
    <message>
        <source>Reason</source>
        <translation>Grund</translation>
    </message>
    <message>
        <source>What is attached has no content, so there is nothing to read.</source>
        <translation>Was angehängt ist, hat keinen Inhalt; es gibt also nichts zu lesen.</translation>
    </message>
    <message>
        <source>The attestation states nothing that can be read: it is a %1.</source>
        <translation>Die Attestierung sagt nichts aus, das sich lesen ließe: sie ist ein %1.</translation>
    </message>
    <message numerus="yes">
        <source>in an attestation with %Ln signatures that nobody checked</source>
        <comment>in an attestation with %Ln signature that nobody checked</comment>
        <translation>
            <numerusform>in einer Attestierung mit %Ln Signatur, die niemand geprüft hat</numerusform>
            <numerusform>in einer Attestierung mit %Ln Signaturen, die niemand geprüft hat</numerusform>
        </translation>
    </message>
    <message>
        <source>The attestation does not name the image that it is attached to.</source>
        <translation>Die Attestierung nennt das Image nicht, an dem sie hängt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings in %1 follow the changed decision.</source>
        <comment>%Ln finding in %1 follows the changed decision.</comment>
        <translation>
            <numerusform>%Ln Befund in %1 folgt der geänderten Entscheidung.</numerusform>
            <numerusform>%Ln Befunde in %1 folgen der geänderten Entscheidung.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln findings are decided already. Withdraw or change that decision first.</source>
        <comment>The finding is decided already. Withdraw or change that decision first.</comment>
        <translation>
            <numerusform>Der %Ln Befund ist schon entschieden. Nehmen Sie diese Entscheidung zuerst zurück oder ändern Sie sie.</numerusform>
            <numerusform>Alle %Ln Befunde sind schon entschieden. Nehmen Sie diese Entscheidung zuerst zurück oder ändern Sie sie.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It also reaches %Ln findings that are not selected.</source>
        <comment>It also reaches %Ln finding that is not selected.</comment>
        <translation>
            <numerusform>Sie erreicht auch %Ln Befund, der nicht ausgewählt ist.</numerusform>
            <numerusform>Sie erreicht auch %Ln Befunde, die nicht ausgewählt sind.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings that are decided would follow this one.</source>
        <comment>%Ln finding that is decided would follow this one.</comment>
        <translation>
            <numerusform>%Ln entschiedener Befund würde dieser folgen.</numerusform>
            <numerusform>%Ln entschiedene Befunde würden dieser folgen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines of the report cannot be read and are missing here.</source>
        <comment>%Ln line of the report cannot be read and is missing here.</comment>
        <translation>
            <numerusform>%Ln Zeile des Berichts lässt sich nicht lesen und fehlt hier.</numerusform>
            <numerusform>%Ln Zeilen des Berichts lassen sich nicht lesen und fehlen hier.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows could not be read and are not shown.</source>
        <comment>%Ln row could not be read and is not shown.</comment>
        <translation>
            <numerusform>%Ln Zeile ließ sich nicht lesen und wird nicht gezeigt.</numerusform>
            <numerusform>%Ln Zeilen ließen sich nicht lesen und werden nicht gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>on events</source>
        <translation>durch Ereignisse</translation>
    </message>
    <message>
        <source>What it did</source>
        <translation>Was er tat</translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories, then the list broke off: %1</source>
        <comment>%Ln repository, then the list broke off: %1</comment>
        <translation>
            <numerusform>%Ln Repository, dann brach die Liste ab: %1</numerusform>
            <numerusform>%Ln Repositorys, dann brach die Liste ab: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tags, then the list broke off: %1</source>
        <comment>%Ln tag, then the list broke off: %1</comment>
        <translation>
            <numerusform>%Ln Tag, dann brach die Liste ab: %1</numerusform>
            <numerusform>%Ln Tags, dann brach die Liste ab: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its own, %Ln entries, expired</source>
        <comment>its own, %Ln entry, expired</comment>
        <translation>
            <numerusform>eigene, %Ln Eintrag, abgelaufen</numerusform>
            <numerusform>eigene, %Ln Einträge, abgelaufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its own, %Ln entries</source>
        <comment>its own, %Ln entry</comment>
        <translation>
            <numerusform>eigene, %Ln Eintrag</numerusform>
            <numerusform>eigene, %Ln Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped at %Ln rows. Refresh to read on.</source>
        <comment>Stopped at %Ln row. Refresh to read on.</comment>
        <translation>
            <numerusform>Nach %Ln Zeile angehalten. Mit Aktualisieren geht es weiter.</numerusform>
            <numerusform>Nach %Ln Zeilen angehalten. Mit Aktualisieren geht es weiter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expired %Ln days ago</source>
        <comment>expired %Ln day ago</comment>
        <translation>
            <numerusform>seit %Ln Tag abgelaufen</numerusform>
            <numerusform>seit %Ln Tagen abgelaufen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <comment>in %Ln day</comment>
        <translation>
            <numerusform>in %Ln Tag</numerusform>
            <numerusform>in %Ln Tagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Robots that have expired: %2</source>
        <translation>Robots, die abgelaufen sind: %2</translation>
    </message>
    <message>
        <source>Robots that never expire: %2</source>
        <translation>Robots, die nie ablaufen: %2</translation>
    </message>
    <message>
        <source>Robots that expire in %1: %2</source>
        <translation>Robots, die im %1 ablaufen: %2</translation>
    </message>
    <message>
        <source>later</source>
        <translation>später</translation>
    </message>
    <message>
        <source>Robots that expire later: %2</source>
        <translation>Robots, die später ablaufen: %2</translation>
    </message>
    <message>
        <source>Projects that did not tell: %1.</source>
        <translation>Projekte, die es nicht sagten: %1.</translation>
    </message>
    <message>
        <source>No project uses another scanner than the default.</source>
        <translation>Kein Projekt benutzt einen anderen Scanner als den Standard.</translation>
    </message>
    <message>
        <source>Projects with another scanner than the default: %1 of %2: %3.</source>
        <translation>Projekte mit einem anderen Scanner als dem Standard: %1 von %2: %3.</translation>
    </message>
    <message>
        <source>pushed artifacts</source>
        <translation>gepushte Artefakte</translation>
    </message>
    <message>
        <source>deleted artifacts</source>
        <translation>gelöschte Artefakte</translation>
    </message>
    <message>
        <source>pulled artifacts</source>
        <translation>gezogene Artefakte</translation>
    </message>
    <message>
        <source>new projects</source>
        <translation>neue Projekte</translation>
    </message>
    <message>
        <source>deleted projects</source>
        <translation>gelöschte Projekte</translation>
    </message>
    <message>
        <source>changed projects</source>
        <translation>geänderte Projekte</translation>
    </message>
    <message>
        <source>deleted repositories</source>
        <translation>gelöschte Repositorys</translation>
    </message>
    <message>
        <source>sign-ins</source>
        <translation>Anmeldungen</translation>
    </message>
    <message>
        <source>sign-outs</source>
        <translation>Abmeldungen</translation>
    </message>
    <message>
        <source>new users</source>
        <translation>neue Benutzer</translation>
    </message>
    <message>
        <source>deleted users</source>
        <translation>gelöschte Benutzer</translation>
    </message>
    <message>
        <source>changed users</source>
        <translation>geänderte Benutzer</translation>
    </message>
    <message>
        <source>new robots</source>
        <translation>neue Robots</translation>
    </message>
    <message>
        <source>deleted robots</source>
        <translation>gelöschte Robots</translation>
    </message>
    <message>
        <source>changed configuration</source>
        <translation>geänderte Konfiguration</translation>
    </message>
    <message>
        <source>new members</source>
        <translation>neue Mitglieder</translation>
    </message>
    <message>
        <source>removed members</source>
        <translation>entfernte Mitglieder</translation>
    </message>
    <message>
        <source>changed members</source>
        <translation>geänderte Mitglieder</translation>
    </message>
    <message>
        <source>%1 days</source>
        <translation>%1 Tage</translation>
    </message>
    <message>
        <source>%1 h</source>
        <translation>%1 h</translation>
    </message>
    <message>
        <source>drops nothing: no event is named (older than %1)</source>
        <translation>lässt nichts fallen: kein Ereignis ist genannt (älter als %1)</translation>
    </message>
    <message>
        <source>drops what is older than %1: %2</source>
        <translation>lässt fallen, was älter ist als %1: %2</translation>
    </message>
    <message>
        <source>%1 (dry run: counts only)</source>
        <translation>%1 (Probelauf: zählt nur)</translation>
    </message>
    <message>
        <source>removes untagged artifacts too</source>
        <translation>entfernt auch Artefakte ohne Tag</translation>
    </message>
    <message>
        <source>keeps untagged artifacts</source>
        <translation>behält Artefakte ohne Tag</translation>
    </message>
    <message>
        <source>spares what is younger than %1</source>
        <translation>schont, was jünger ist als %1</translation>
    </message>
    <message>
        <source>workers: %1</source>
        <translation>Arbeiter: %1</translation>
    </message>
    <message>
        <source>dry run: counts only</source>
        <translation>Probelauf: zählt nur</translation>
    </message>
    <message>
        <source>%1 on %2.</source>
        <translation>%1 auf %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions</source>
        <comment>%Ln decision</comment>
        <translation>
            <numerusform>%Ln Entscheidung</numerusform>
            <numerusform>%Ln Entscheidungen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings are decided already and stay.</source>
        <comment>%Ln finding is decided already and stays.</comment>
        <translation>
            <numerusform>%Ln Befund ist schon entschieden und bleibt.</numerusform>
            <numerusform>%Ln Befunde sind schon entschieden und bleiben.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements found nothing here.</source>
        <comment>%Ln statement found nothing here.</comment>
        <translation>
            <numerusform>%Ln Aussage fand hier nichts.</numerusform>
            <numerusform>%Ln Aussagen fanden hier nichts.</numerusform>
        </translation>
    </message>
    <message>
        <source>Last event</source>
        <translation>Letztes Ereignis</translation>
    </message>
    <message>
        <source>It was</source>
        <translation>Es war</translation>
    </message>
    <message>
        <source>When webhooks were last triggered could not be read.</source>
        <translation>Wann Webhooks zuletzt ausgelöst wurden, ließ sich nicht lesen.</translation>
    </message>
    <message>
        <source>None of its events has come yet.</source>
        <translation>Noch ist keines ihrer Ereignisse eingetreten.</translation>
    </message>
    <message>
        <source>%1 is no file. Choose the file of the client certificate.</source>
        <translation>%1 ist keine Datei. Wählen Sie die Datei des Clientzertifikats.</translation>
    </message>
    <message>
        <source>%1 holds no private key in PEM form. Choose the file that begins with a line such as -----BEGIN PRIVATE KEY-----.</source>
        <translation>%1 enthält keinen privaten Schlüssel in PEM-Form. Wählen Sie die Datei, die mit einer Zeile wie -----BEGIN PRIVATE KEY----- beginnt.</translation>
    </message>
    <message>
        <source>The private key in %1 is encrypted. Give its passphrase in the account; it is kept where the secret of the account is.</source>
        <translation>Der private Schlüssel in %1 ist verschlüsselt. Geben Sie seine Passphrase im Konto an; sie wird dort aufbewahrt, wo das Geheimnis des Kontos ist.</translation>
    </message>
    <message>
        <source>The passphrase does not open the private key in %1. Type it anew in the account.</source>
        <translation>Die Passphrase öffnet den privaten Schlüssel in %1 nicht. Tippen Sie sie im Konto neu.</translation>
    </message>
    <message>
        <source>%1 holds no certificate in PEM form. Choose the file that begins with -----BEGIN CERTIFICATE-----; a .p12 or .pfx file has to be turned into PEM first.</source>
        <translation>%1 enthält kein Zertifikat in PEM-Form. Wählen Sie die Datei, die mit -----BEGIN CERTIFICATE----- beginnt; eine .p12- oder .pfx-Datei muss zuvor in PEM umgewandelt werden.</translation>
    </message>
    <message>
        <source>The private key in %1 does not belong to the certificate in %2. Choose the key that the certificate was made for.</source>
        <translation>Der private Schlüssel in %1 gehört nicht zum Zertifikat in %2. Wählen Sie den Schlüssel, für den das Zertifikat ausgestellt wurde.</translation>
    </message>
    <message>
        <source>The private key in %1 is of a kind that is not supported here. Use one of RSA or of an elliptic curve of NIST.</source>
        <translation>Der private Schlüssel in %1 ist von einer Art, die hier nicht unterstützt wird. Nehmen Sie einen RSA-Schlüssel oder einen einer elliptischen Kurve des NIST.</translation>
    </message>
    <message>
        <source>%1 does not take the client certificate of this account: it may have expired, or another authority is wanted. Nothing was done; ask the administrator of the registry.</source>
        <translation>%1 nimmt das Clientzertifikat dieses Kontos nicht an: es kann abgelaufen sein, oder eine andere Stelle wird verlangt. Es wurde nichts getan; fragen Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>%1 asks for a client certificate, and this account has none. Nothing was done; name the files of your certificate and its key in the account.</source>
        <translation>%1 verlangt ein Clientzertifikat, und dieses Konto hat keines. Es wurde nichts getan; nennen Sie im Konto die Dateien Ihres Zertifikats und seines Schlüssels.</translation>
    </message>
    <message>
        <source>%1 ended the handshake. Nothing was sent; it may ask for a client certificate, which this account does not have, or find nothing in common with this program.</source>
        <translation>%1 hat den Verbindungsaufbau beendet. Es wurde nichts gesendet; vielleicht verlangt es ein Clientzertifikat, das dieses Konto nicht hat, oder findet nichts, was es mit diesem Programm gemein hat.</translation>
    </message>
    <message>
        <source>A client key is of no use without its certificate. Name the file of the certificate, or leave both empty.</source>
        <translation>Ein Client-Schlüssel nützt ohne sein Zertifikat nichts. Nennen Sie die Datei des Zertifikats, oder lassen Sie beide leer.</translation>
    </message>
    <message>
        <source>%1 is no whole path of a file. Choose the file anew.</source>
        <translation>%1 ist kein vollständiger Pfad einer Datei. Wählen Sie die Datei neu.</translation>
    </message>
    <message>
        <source>The timeout may be up to %1 seconds, and the deadline up to %2; 0 leaves them to the program.</source>
        <translation>Die Frist darf bis zu %1 Sekunden sein, die Höchstdauer bis zu %2; 0 überlässt sie dem Programm.</translation>
    </message>
    <message>
        <source>%1 goes by the registry&apos;s list now. It would go by its own from then on: what passes by the registry&apos;s list today is carried over, what is put there later is not.</source>
        <translation>%1 richtet sich jetzt nach der Liste der Registry. Von da an richtete es sich nach seiner eigenen: was heute durch die Liste der Registry durchgeht, wird übernommen, was dort später hinzukommt, nicht.</translation>
    </message>
    <message>
        <source>The list ended on %1: nothing passes by it until its end is put off. The proposal leaves the end as it is.</source>
        <translation>Die Liste ist am %1 abgelaufen: nichts geht durch sie durch, bis ihr Ende verschoben wird. Der Vorschlag lässt das Ende, wie es ist.</translation>
    </message>
    <message>
        <source>The whole list ends on %1; after that nothing on it passes any more.</source>
        <translation>Die ganze Liste endet am %1; danach geht nichts mehr durch, was auf ihr steht.</translation>
    </message>
    <message>
        <source>The list has no end: what is on it passes until somebody takes it off.</source>
        <translation>Die Liste hat kein Ende: was auf ihr steht, geht durch, bis jemand es herunternimmt.</translation>
    </message>
    <message>
        <source>%1 goes by the registry&apos;s list, so its own list decides nothing.</source>
        <translation>%1 richtet sich nach der Liste der Registry; seine eigene Liste entscheidet also nichts.</translation>
    </message>
    <message>
        <source>%1 blocks no pull for its findings, so the list changes nothing there.</source>
        <translation>%1 sperrt keinen Pull wegen seiner Befunde; die Liste ändert dort also nichts.</translation>
    </message>
    <message>
        <source>No project that goes by this list blocks a pull for its findings.</source>
        <translation>Kein Projekt, das sich nach dieser Liste richtet, sperrt einen Pull wegen seiner Befunde.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln names are on the list already: %1</source>
        <comment>%Ln name is on the list already: %1</comment>
        <translation>
            <numerusform>%Ln Name steht schon auf der Liste: %1</numerusform>
            <numerusform>%Ln Namen stehen schon auf der Liste: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln names are not on the list: %1</source>
        <comment>%Ln name is not on the list: %1</comment>
        <translation>
            <numerusform>%Ln Name steht nicht auf der Liste: %1</numerusform>
            <numerusform>%Ln Namen stehen nicht auf der Liste: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>No vulnerability is named for the allowlist. Choose others.</source>
        <translation>Für die Zulassungsliste ist keine Schwachstelle genannt. Wählen Sie andere.</translation>
    </message>
    <message>
        <source>These are %1 vulnerabilities, more than %2 at once. Narrow the selection.</source>
        <translation>Das sind %1 Schwachstellen, mehr als %2 auf einmal. Grenzen Sie die Auswahl ein.</translation>
    </message>
    <message>
        <source>There is no project %1 that this account can see. Choose another list.</source>
        <translation>Es gibt kein Projekt %1, das dieses Konto sehen kann. Wählen Sie eine andere Liste.</translation>
    </message>
    <message>
        <source>The registry&apos;s allowlist could not be read with this account, so nothing can be proposed for it.</source>
        <translation>Die Zulassungsliste der Registry ließ sich mit diesem Konto nicht lesen; für sie lässt sich also nichts vorschlagen.</translation>
    </message>
    <message>
        <source>the list of the whole registry</source>
        <translation>die Liste der ganzen Registry</translation>
    </message>
    <message>
        <source>the list of project %1</source>
        <translation>die Liste des Projekts %1</translation>
    </message>
    <message>
        <source>Nothing changes on %1.</source>
        <translation>Auf %1 ändert sich nichts.</translation>
    </message>
    <message>
        <source>%1 would be put on %2.</source>
        <translation>%1 käme auf %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities would be put on %1: %2, …</source>
        <comment>%Ln vulnerability would be put on %1: %2, …</comment>
        <translation>
            <numerusform>%Ln Schwachstelle käme auf %1: %2, …</numerusform>
            <numerusform>%Ln Schwachstellen kämen auf %1: %2, …</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 would be taken off %2.</source>
        <translation>Von dieser Liste käme %1 herunter: %2.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities would be taken off %1: %2, …</source>
        <comment>%Ln vulnerability would be taken off %1: %2, …</comment>
        <translation>
            <numerusform>Von dieser Liste käme %Ln Schwachstelle herunter: %1: %2, …</numerusform>
            <numerusform>Von dieser Liste kämen %Ln Schwachstellen herunter: %1: %2, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images that cannot be pulled now could be.</source>
        <comment>%Ln image that cannot be pulled now could be.</comment>
        <translation>
            <numerusform>%Ln Image, das sich jetzt nicht ziehen lässt, ließe sich ziehen.</numerusform>
            <numerusform>%Ln Images, die sich jetzt nicht ziehen lassen, ließen sich ziehen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images that can be pulled now could not be any more.</source>
        <comment>%Ln image that can be pulled now could not be any more.</comment>
        <translation>
            <numerusform>%Ln Image, das sich jetzt ziehen lässt, ließe sich nicht mehr ziehen.</numerusform>
            <numerusform>%Ln Images, die sich jetzt ziehen lassen, ließen sich nicht mehr ziehen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No image that was read could be pulled that cannot be pulled now, or the other way round.</source>
        <translation>Kein gelesenes Image ließe sich ziehen, das sich jetzt nicht ziehen lässt, oder umgekehrt.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images hold it and stay blocked by other findings.</source>
        <comment>%Ln image holds it and stays blocked by other findings.</comment>
        <translation>
            <numerusform>%Ln Image enthält sie und bleibt durch andere Befunde gesperrt.</numerusform>
            <numerusform>%Ln Images enthalten sie und bleiben durch andere Befunde gesperrt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images without a report stay blocked whatever the list says.</source>
        <comment>%Ln image without a report stays blocked whatever the list says.</comment>
        <translation>
            <numerusform>%Ln Image ohne Bericht bleibt gesperrt, was auch immer auf der Liste steht.</numerusform>
            <numerusform>%Ln Images ohne Bericht bleiben gesperrt, was auch immer auf der Liste steht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Proposal for an allowlist of %1</source>
        <translation>Vorschlag für eine Zulassungsliste von %1</translation>
    </message>
    <message>
        <source>Nothing was changed at the registry. What was read: reports of the local store, policies and lists on %1.</source>
        <translation>An der Registry wurde nichts geändert. Gelesen wurden: Berichte des lokalen Speichers, Richtlinien und Listen am %1.</translation>
    </message>
    <message>
        <source>Could be pulled:</source>
        <translation>Ließe sich ziehen:</translation>
    </message>
    <message>
        <source>Could not be pulled any more:</source>
        <translation>Ließe sich nicht mehr ziehen:</translation>
    </message>
    <message>
        <source>The request, for who may send it:</source>
        <translation>Die Anfrage, für den, der sie senden darf:</translation>
    </message>
    <message>
        <source>no date</source>
        <translation>kein Datum</translation>
    </message>
    <message numerus="yes">
        <source>EPSS of %1: %Ln vulnerabilities that are here have a score, %2 another one than before.</source>
        <comment>EPSS of %1: %Ln vulnerability that is here has a score, %2 another one than before.</comment>
        <translation>
            <numerusform>EPSS vom %1: %Ln Schwachstelle, die es hier gibt, hat einen Wert, %2 einen anderen als zuvor.</numerusform>
            <numerusform>EPSS vom %1: %Ln Schwachstellen, die es hier gibt, haben einen Wert, %2 einen anderen als zuvor.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>KEV of %1: %Ln vulnerabilities that are here are known to be exploited, none of them newly.</source>
        <comment>KEV of %1: %Ln vulnerability that is here is known to be exploited, not newly.</comment>
        <translation>
            <numerusform>KEV vom %1: %Ln Schwachstelle, die es hier gibt, wird bekanntermaßen ausgenutzt, keine davon neu.</numerusform>
            <numerusform>KEV vom %1: %Ln Schwachstellen, die es hier gibt, werden bekanntermaßen ausgenutzt, keine davon neu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>KEV of %1: %Ln vulnerabilities that are here are known to be exploited, newly %2.</source>
        <comment>KEV of %1: %Ln vulnerability that is here is known to be exploited, newly %2.</comment>
        <translation>
            <numerusform>KEV vom %1: %Ln Schwachstelle, die es hier gibt, wird bekanntermaßen ausgenutzt, neu: %2.</numerusform>
            <numerusform>KEV vom %1: %Ln Schwachstellen, die es hier gibt, werden bekanntermaßen ausgenutzt, neu: %2.</numerusform>
        </translation>
    </message>
    <message>
        <source>This list was there already: nothing changes.</source>
        <translation>Diese Liste war schon da: nichts ändert sich.</translation>
    </message>
    <message numerus="yes">
        <source>%1 did not let all of %Ln projects be read: %2.</source>
        <comment>%1 did not let all of %Ln project be read: %2.</comment>
        <translation>
            <numerusform>%1 ließ %Ln Projekt nicht ganz lesen: %2.</numerusform>
            <numerusform>%1 ließ %Ln Projekte nicht ganz lesen: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 did not show %Ln projects when it was read last; what is known of them is older.</source>
        <comment>%1 did not show %Ln project when it was read last; what is known of it is older.</comment>
        <translation>
            <numerusform>%1 zeigte beim letzten Lesen %Ln Projekt nicht; was davon bekannt ist, ist älter.</numerusform>
            <numerusform>%1 zeigte beim letzten Lesen %Ln Projekte nicht; was davon bekannt ist, ist älter.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1, the reports of %Ln images have not been read yet.</source>
        <comment>Of %1, the report of %Ln image has not been read yet.</comment>
        <translation>
            <numerusform>Von %1 wurde der Bericht von %Ln Image noch nicht gelesen.</numerusform>
            <numerusform>Von %1 wurden die Berichte von %Ln Images noch nicht gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>No finding is selected, so there is nothing to put on a list.</source>
        <translation>Kein Befund ist ausgewählt; es gibt also nichts auf eine Liste zu setzen.</translation>
    </message>
    <message>
        <source>%1 is not connected, so its policies and lists cannot be read. Connect to it first.</source>
        <translation>%1 ist nicht verbunden; Richtlinien und Listen lassen sich also nicht lesen. Verbinden Sie sich zuerst.</translation>
    </message>
    <message>
        <source>Only a Harbor has allowlists.</source>
        <translation>Nur ein Harbor hat Zulassungslisten.</translation>
    </message>
    <message>
        <source>The query matches no finding of %1 that is in the local store.</source>
        <translation>Die Abfrage trifft keinen Befund von %1, der im lokalen Speicher ist.</translation>
    </message>
    <message>
        <source>Name one list: --project NAME, or --system for that of the whole registry.</source>
        <translation>Nennen Sie eine Liste: --project NAME, oder --system für die der ganzen Registry.</translation>
    </message>
    <message>
        <source>Take either --add or --remove.</source>
        <translation>Nehmen Sie entweder --add oder --remove.</translation>
    </message>
    <message>
        <source>%1 is no number of seconds.</source>
        <translation>%1 ist keine Zahl von Sekunden.</translation>
    </message>
    <message>
        <source>number %1, gone</source>
        <translation>Nummer %1, nicht mehr da</translation>
    </message>
    <message>
        <source>The registry has nothing with the number %1 any more.</source>
        <translation>Die Registry hat nichts mehr mit der Nummer %1.</translation>
    </message>
    <message>
        <source>number %1, name not known</source>
        <translation>Nummer %1, Name nicht bekannt</translation>
    </message>
    <message>
        <source>The list with the names could not be read. Refresh to try again.</source>
        <translation>Die Liste mit den Namen konnte nicht gelesen werden. Aktualisieren Sie, um es noch einmal zu versuchen.</translation>
    </message>
    <message>
        <source>number %1</source>
        <translation>Nummer %1</translation>
    </message>
    <message>
        <source>group %1, gone</source>
        <translation>Gruppe %1, nicht mehr da</translation>
    </message>
    <message>
        <source>user %1, gone</source>
        <translation>Benutzer %1, nicht mehr da</translation>
    </message>
    <message>
        <source>The reports in the local store give the same list.</source>
        <translation>Die Berichte im lokalen Bestand ergeben dieselbe Liste.</translation>
    </message>
    <message>
        <source>%1 is not in the local store: the lists of the project %2 could not be read whole.</source>
        <translation>%1 ist nicht im lokalen Bestand: Die Listen des Projekts %2 konnten nicht ganz gelesen werden.</translation>
    </message>
    <message>
        <source>%1 is not among what the lists of the registry showed when they were read, %2.</source>
        <translation>%1 ist nicht unter dem, was die Listen der Registry zeigten, als sie gelesen wurden (%2).</translation>
    </message>
    <message>
        <source>%1 has %2 findings in the local store, and the registry does not name it: it counts its default scanner alone, and nothing that was deleted since.</source>
        <translation>%1 hat im lokalen Bestand %2 Befunde, und die Registry nennt es nicht: Sie zählt nur ihren Standardscanner und nichts, was seither gelöscht wurde.</translation>
    </message>
    <message>
        <source>%1 has %2 findings by the report of %3 that was read %4, and the registry does not name it: it counts its default scanner alone, and nothing that was deleted or scanned again since.</source>
        <translation>%1 hat nach dem Bericht von %3, der %4 gelesen wurde, %2 Befunde, und die Registry nennt es nicht: Sie zählt nur ihren Standardscanner und nichts, was seither gelöscht oder neu gescannt wurde.</translation>
    </message>
    <message>
        <source>The local store holds no report of %1 that could be read.</source>
        <translation>Der lokale Bestand hat keinen lesbaren Bericht zu %1.</translation>
    </message>
    <message>
        <source>In %1 the registry counts %2 findings; the report that was read %3 has %4.</source>
        <translation>In %1 zählt die Registry %2 Befunde; der Bericht, der %3 gelesen wurde, hat %4.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts have %1 findings: the registry leaves the order of equals open, here those with more low ones come first, then names decide.</source>
        <comment>%Ln artifact here has %1 findings, as many as another one that the registry names.</comment>
        <translation>
            <numerusform>%Ln Artefakt hat %1 Befunde: Die Registry lässt die Reihenfolge von Gleichen offen, hier stehen die mit mehr niedrigen zuerst, dann entscheiden die Namen.</numerusform>
            <numerusform>%Ln Artefakte haben %1 Befunde: Die Registry lässt die Reihenfolge von Gleichen offen, hier stehen die mit mehr niedrigen zuerst, dann entscheiden die Namen.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 in %2</source>
        <translation>%1 in %2</translation>
    </message>
    <message>
        <source>CVSS %1 (%2)</source>
        <translation>CVSS %1 (%2)</translation>
    </message>
    <message>
        <source>The score %2 of %1 is of CVSS 2; the registry goes by CVSS 3 alone.</source>
        <translation>Die Bewertung %2 von %1 ist aus CVSS 2; die Registry geht nur nach CVSS 3.</translation>
    </message>
    <message>
        <source>%1 has %2 here, and the registry does not name it: no report of its default scanner that is in force now gives that, while the oldest report here was read %3.</source>
        <translation>%1 hat hier %2, und die Registry nennt es nicht: Kein jetzt gültiger Bericht ihres Standardscanners gibt das an; der älteste Bericht hier wurde %3 gelesen.</translation>
    </message>
    <message>
        <source>No report in the local store names %1; the oldest of them was read %2.</source>
        <translation>Kein Bericht im lokalen Bestand nennt %1; der älteste wurde %2 gelesen.</translation>
    </message>
    <message>
        <source>The registry gives %1 %2; the reports here, of which the oldest was read %3, give %4.</source>
        <translation>Die Registry gibt %1 %2; die Berichte hier, von denen der älteste %3 gelesen wurde, geben %4.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities here have %1: the registry names any of these equals, the local store those in the most artifacts.</source>
        <comment>%Ln vulnerability here has %1, as another one that the registry names.</comment>
        <translation>
            <numerusform>%Ln Schwachstelle hier hat %1: Die Registry nennt irgendeine unter Gleichen, der lokale Bestand die in den meisten Artefakten.</numerusform>
            <numerusform>%Ln Schwachstellen hier haben %1: Die Registry nennt irgendwelche unter Gleichen, der lokale Bestand die in den meisten Artefakten.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CVSS %1, %Ln artifacts</source>
        <comment>CVSS %1, %Ln artifact</comment>
        <translation>
            <numerusform>CVSS %1, %Ln Artefakt</numerusform>
            <numerusform>CVSS %1, %Ln Artefakte</numerusform>
        </translation>
    </message>
    <message>
        <source>among equals</source>
        <translation>unter Gleichen</translation>
    </message>
    <message>
        <source>not in the local store</source>
        <translation>nicht im lokalen Bestand</translation>
    </message>
    <message>
        <source>no report in the local store</source>
        <translation>kein Bericht im lokalen Bestand</translation>
    </message>
    <message>
        <source>other numbers</source>
        <translation>andere Zahlen</translation>
    </message>
    <message>
        <source>in the local store only</source>
        <translation>nur im lokalen Bestand</translation>
    </message>
    <message>
        <source>moved by the others</source>
        <translation>durch die anderen verschoben</translation>
    </message>
    <message>
        <source>A list that ended on %1 lets nothing through. Choose a later end for it.</source>
        <translation>Eine Liste, die am %1 endete, lässt nichts durch. Wählen Sie für sie ein späteres Ende.</translation>
    </message>
    <message>
        <source>The whole list would have no end any more; now it is %1.</source>
        <translation>Die ganze Liste hätte kein Ende mehr; jetzt endet sie am %1.</translation>
    </message>
    <message>
        <source>The whole list would end on %1; now it has no end.</source>
        <translation>Die ganze Liste würde am %1 enden; jetzt hat sie kein Ende.</translation>
    </message>
    <message>
        <source>The whole list would end on %1 instead of %2.</source>
        <translation>Die ganze Liste würde am %1 enden statt am %2.</translation>
    </message>
    <message>
        <source>No name changes on %1.</source>
        <translation>Auf %1 ändert sich kein Name.</translation>
    </message>
    <message>
        <source>Run %1 of %2</source>
        <translation>Lauf %1 von %2</translation>
    </message>
    <message>
        <source>--expires takes a date to come (2027-02-23), a time from now (30d) or never, not %1.</source>
        <translation>--expires nimmt ein künftiges Datum (2027-02-23), eine Zeit von jetzt an (30d) oder never, nicht %1.</translation>
    </message>
    <message>
        <source>Tells of these events: %1.</source>
        <translation>Meldet diese Ereignisse: %1.</translation>
    </message>
    <message>
        <source>Artifact pushed</source>
        <translation>Artefakt gepusht</translation>
    </message>
    <message>
        <source>Artifact pulled</source>
        <translation>Artefakt gepullt</translation>
    </message>
    <message>
        <source>Artifact deleted</source>
        <translation>Artefakt gelöscht</translation>
    </message>
    <message>
        <source>Scan finished</source>
        <translation>Scan beendet</translation>
    </message>
    <message>
        <source>Scan failed</source>
        <translation>Scan fehlgeschlagen</translation>
    </message>
    <message>
        <source>Scan stopped</source>
        <translation>Scan angehalten</translation>
    </message>
    <message>
        <source>Quota exceeded</source>
        <translation>Kontingent überschritten</translation>
    </message>
    <message>
        <source>Quota nearly full</source>
        <translation>Kontingent fast voll</translation>
    </message>
    <message>
        <source>Replication finished</source>
        <translation>Replikation beendet</translation>
    </message>
    <message>
        <source>Retention finished</source>
        <translation>Aufbewahrung beendet</translation>
    </message>
    <message>
        <source>There is not enough memory to unpack the file.</source>
        <translation>Der Arbeitsspeicher reicht nicht, um die Datei zu entpacken.</translation>
    </message>
    <message>
        <source>The file unpacks to more than %1 MiB and was not read as %2.</source>
        <translation>Die Datei ist entpackt größer als %1 MiB und wurde nicht als %2 gelesen.</translation>
    </message>
    <message>
        <source>The packed file is damaged or cut and was not read as %1. Fetch it again.</source>
        <translation>Die gepackte Datei ist beschädigt oder abgeschnitten und wurde nicht als %1 gelesen. Holen Sie sie neu.</translation>
    </message>
    <message>
        <source>The file is damaged or cut (its UTF-16 or UTF-32 text is not whole) and was not read as %1.</source>
        <translation>Die Datei ist beschädigt oder abgeschnitten (ihr Text in UTF-16 oder UTF-32 ist nicht vollständig) und wurde nicht als %1 gelesen.</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>Die Datei ist leer.</translation>
    </message>
    <message>
        <source>The file is a ZIP archive. Unpack it and import the JSON file in it.</source>
        <translation>Die Datei ist ein ZIP-Archiv. Entpacken Sie es und lesen Sie die JSON-Datei darin ein.</translation>
    </message>
    <message>
        <source>The file is packed with xz, zstd or bzip2. Unpack it first.</source>
        <translation>Die Datei ist mit xz, zstd oder bzip2 gepackt. Entpacken Sie sie zuerst.</translation>
    </message>
    <message>
        <source>The file is a PDF. Let the scanner write JSON.</source>
        <translation>Die Datei ist ein PDF. Lassen Sie den Scanner JSON schreiben.</translation>
    </message>
    <message>
        <source>The file is CycloneDX as XML. Convert it to JSON, or let the tool write JSON.</source>
        <translation>Die Datei ist CycloneDX als XML. Wandeln Sie sie in JSON um oder lassen Sie das Werkzeug JSON schreiben.</translation>
    </message>
    <message>
        <source>The file is SPDX as RDF. Convert it to JSON, or let the tool write JSON.</source>
        <translation>Die Datei ist SPDX als RDF. Wandeln Sie sie in JSON um oder lassen Sie das Werkzeug JSON schreiben.</translation>
    </message>
    <message>
        <source>The file is an HTML page, perhaps a sign-in page. Fetch it again, or let the scanner write JSON.</source>
        <translation>Die Datei ist eine HTML-Seite, vielleicht eine Anmeldeseite. Holen Sie sie neu oder lassen Sie den Scanner JSON schreiben.</translation>
    </message>
    <message>
        <source>The file is XML. Convert it to JSON, or let the tool write JSON.</source>
        <translation>Die Datei ist XML. Wandeln Sie sie in JSON um oder lassen Sie das Werkzeug JSON schreiben.</translation>
    </message>
    <message>
        <source>The file is SPDX in tag-value form. Convert it to JSON, or let the tool write JSON.</source>
        <translation>Die Datei ist SPDX in Tag-Value-Form. Wandeln Sie sie in JSON um oder lassen Sie das Werkzeug JSON schreiben.</translation>
    </message>
    <message>
        <source>The file is YAML. Convert it to JSON (kubectl get … -o json).</source>
        <translation>Die Datei ist YAML. Wandeln Sie sie in JSON um (kubectl get … -o json).</translation>
    </message>
    <message>
        <source>The file is an SBOM as YAML. Convert it to JSON, or let the tool write JSON.</source>
        <translation>Die Datei ist eine SBOM als YAML. Wandeln Sie sie in JSON um oder lassen Sie das Werkzeug JSON schreiben.</translation>
    </message>
    <message>
        <source>The file is a table (CSV). Let the scanner write JSON.</source>
        <translation>Die Datei ist eine Tabelle (CSV). Lassen Sie den Scanner JSON schreiben.</translation>
    </message>
    <message>
        <source>The file is a table for a terminal. Let the scanner write JSON.</source>
        <translation>Die Datei ist eine Tabelle für ein Terminal. Lassen Sie den Scanner JSON schreiben.</translation>
    </message>
    <message>
        <source>%1 is no regular file, so it was not read. Name a file that holds the data.</source>
        <translation>%1 ist keine reguläre Datei und wurde deshalb nicht gelesen. Nennen Sie eine Datei, die die Daten enthält.</translation>
    </message>
    <message>
        <source>%1 should be a folder and is not. Move it away.</source>
        <translation>%1 sollte ein Ordner sein und ist keiner. Verschieben Sie es.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is no package URL.</source>
        <translation>„%1“ ist keine Paket-URL.</translation>
    </message>
    <message>
        <source>The file is neither UTF-8 nor UTF-16 and was not read as %1. Save it as UTF-8.</source>
        <translation>Die Datei ist weder UTF-8 noch UTF-16 und wurde nicht als %1 gelesen. Speichern Sie sie als UTF-8.</translation>
    </message>
    <message>
        <source>The list of exploited vulnerabilities is not whole: it holds fewer entries than it says. Fetch it again.</source>
        <translation>Die Liste ausgenutzter Schwachstellen ist nicht vollständig: Sie enthält weniger Einträge, als sie angibt. Holen Sie sie neu.</translation>
    </message>
    <message>
        <source>This is no list of exploited vulnerabilities. Take known_exploited_vulnerabilities.json or .csv as CISA publishes it.</source>
        <translation>Das ist keine Liste ausgenutzter Schwachstellen. Nehmen Sie known_exploited_vulnerabilities.json oder .csv, wie CISA sie veröffentlicht.</translation>
    </message>
    <message>
        <source>The vulnerabilities of this CycloneDX document are no list. Nothing was kept.</source>
        <translation>Die Schwachstellen dieses CycloneDX-Dokuments sind keine Liste. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>This CycloneDX document lists components and no vulnerabilities: it is no scan. Nothing was kept.</source>
        <translation>Dieses CycloneDX-Dokument führt Komponenten und keine Schwachstellen auf: Es ist kein Scan. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>Trivy writes an empty list of vulnerabilities into every SBOM, scanned or not. Nothing was kept; import Trivy&apos;s own JSON.</source>
        <translation>Trivy schreibt in jede SBOM eine leere Liste von Schwachstellen, ob gescannt oder nicht. Es wurde nichts gespeichert; lesen Sie das eigene JSON von Trivy ein.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities carry a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</source>
        <comment>%Ln vulnerability carries a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</comment>
        <translation>
            <numerusform>%Ln Schwachstelle trägt eine Entscheidung des Dokuments (analysis), die hier nicht angewendet wird. Lesen Sie es auch mit „vex import“ ein.</numerusform>
            <numerusform>%Ln Schwachstellen tragen eine Entscheidung des Dokuments (analysis), die hier nicht angewendet wird. Lesen Sie es auch mit „vex import“ ein.</numerusform>
        </translation>
    </message>
    <message>
        <source>The matches of this Grype report are no list. Nothing was kept; scan anew.</source>
        <translation>Die Treffer dieses Grype-Berichts sind keine Liste. Es wurde nichts gespeichert; scannen Sie neu.</translation>
    </message>
    <message>
        <source>This report of Harbor holds no list of vulnerabilities: the image was not scanned, or the report is cut. Nothing was kept.</source>
        <translation>Dieser Bericht von Harbor enthält keine Liste von Schwachstellen: Das Image wurde nicht gescannt, oder der Bericht ist abgeschnitten. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>This is a GitLab security report. Import the scanner&apos;s own JSON.</source>
        <translation>Das ist ein Sicherheitsbericht von GitLab. Lesen Sie das eigene JSON des Scanners ein.</translation>
    </message>
    <message>
        <source>This is a report of OSV-Scanner. Let it write SARIF (--format sarif) and import that.</source>
        <translation>Das ist ein Bericht von OSV-Scanner. Lassen Sie ihn SARIF schreiben (--format sarif) und lesen Sie das ein.</translation>
    </message>
    <message>
        <source>This is an SBOM in SPDX, which names no vulnerabilities. Import a scan of it.</source>
        <translation>Das ist eine SBOM in SPDX, die keine Schwachstellen nennt. Lesen Sie einen Scan davon ein.</translation>
    </message>
    <message>
        <source>This is an OpenVEX document, which is no scan. Import it with &quot;vex import&quot;.</source>
        <translation>Das ist ein OpenVEX-Dokument und kein Scan. Lesen Sie es mit „vex import“ ein.</translation>
    </message>
    <message>
        <source>This is a CSAF document, which is no scan. Import it with &quot;vex import&quot;.</source>
        <translation>Das ist ein CSAF-Dokument und kein Scan. Lesen Sie es mit „vex import“ ein.</translation>
    </message>
    <message>
        <source>This is an SBOM of Syft, which names no vulnerabilities. Scan it with Grype.</source>
        <translation>Das ist eine SBOM von Syft, die keine Schwachstellen nennt. Scannen Sie sie mit Grype.</translation>
    </message>
    <message>
        <source>This is the list of known exploits (KEV). Import it with &quot;priority&quot;.</source>
        <translation>Das ist die Liste bekanntermaßen ausgenutzter Schwachstellen (KEV). Lesen Sie sie mit „priority“ ein.</translation>
    </message>
    <message>
        <source>This is Snyk&apos;s own JSON. Let it write SARIF (--sarif) and import that.</source>
        <translation>Das ist das eigene JSON von Snyk. Lassen Sie es SARIF schreiben (--sarif) und lesen Sie das ein.</translation>
    </message>
    <message>
        <source>This is a report of Amazon ECR, which is not read here.</source>
        <translation>Das ist ein Bericht von Amazon ECR; er wird hier nicht gelesen.</translation>
    </message>
    <message>
        <source>This is a report of Clair, which is not read here.</source>
        <translation>Das ist ein Bericht von Clair; er wird hier nicht gelesen.</translation>
    </message>
    <message>
        <source>This is a %1 of the Trivy operator, which names no vulnerabilities. Import its VulnerabilityReport.</source>
        <translation>Das ist ein %1 des Trivy-Operators, der keine Schwachstellen nennt. Lesen Sie dessen VulnerabilityReport ein.</translation>
    </message>
    <message>
        <source>This is an attestation. Import the report in it (its member &quot;predicate&quot;).</source>
        <translation>Das ist eine Attestierung. Lesen Sie den Bericht darin ein (das Element „predicate“).</translation>
    </message>
    <message>
        <source>This is no report that is known: neither Trivy, Grype, SARIF, CycloneDX nor Harbor&apos;s own.</source>
        <translation>Das ist kein bekannter Bericht: weder Trivy, Grype, SARIF, CycloneDX noch Harbors eigener.</translation>
    </message>
    <message>
        <source>The scan of %1 cannot be read.</source>
        <translation>Der Scan von %1 ist nicht lesbar.</translation>
    </message>
    <message>
        <source>This list of Kubernetes objects holds no VulnerabilityReport (but %1). Nothing was kept.</source>
        <translation>Diese Liste von Kubernetes-Objekten enthält keinen VulnerabilityReport (sondern %1). Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>The file holds the reports of %1 images.</source>
        <translation>Die Datei enthält die Berichte von %1 Images.</translation>
    </message>
    <message>
        <source>This is SARIF %1; version 2.1.0 is read. Let the scanner write that.</source>
        <translation>Das ist SARIF %1; gelesen wird Version 2.1.0. Lassen Sie den Scanner diese schreiben.</translation>
    </message>
    <message>
        <source>This SARIF report says that the scan failed. Nothing was kept; scan anew.</source>
        <translation>Dieser SARIF-Bericht sagt, dass der Scan fehlgeschlagen ist. Es wurde nichts gespeichert; scannen Sie neu.</translation>
    </message>
    <message>
        <source>This SARIF report holds no results, so it is no scan. Nothing was kept.</source>
        <translation>Dieser SARIF-Bericht enthält keine Ergebnisse und ist deshalb kein Scan. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>This SARIF report of %1 names no vulnerabilities: %2 results are of other kinds (secrets, misconfigurations, code analysis). Nothing was kept.</source>
        <translation>Dieser SARIF-Bericht von %1 nennt keine Schwachstellen: %2 Ergebnisse sind anderer Art (Secrets, Fehlkonfigurationen, Codeanalyse). Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>This is a Trivy report without results: Trivy found nothing in it that it could scan. It is not kept as one without findings.</source>
        <translation>Das ist ein Trivy-Bericht ohne Ergebnisse: Trivy hat darin nichts gefunden, was sich scannen ließ. Er wird nicht als Bericht ohne Befunde gespeichert.</translation>
    </message>
    <message>
        <source>The results of this Trivy report are no list. Nothing was kept; scan anew.</source>
        <translation>Die Ergebnisse dieses Trivy-Berichts sind keine Liste. Es wurde nichts gespeichert; scannen Sie neu.</translation>
    </message>
    <message>
        <source>This Trivy report holds no scan for vulnerabilities, only secrets (%1), misconfigurations (%2) and licences (%3). Nothing was kept.</source>
        <translation>Dieser Trivy-Bericht enthält keinen Scan auf Schwachstellen, nur Secrets (%1), Fehlkonfigurationen (%2) und Lizenzen (%3). Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>%1 runs several images, and the report does not say which of them its findings are of.</source>
        <translation>%1 führt mehrere Images aus, und der Bericht sagt nicht, zu welchem davon seine Befunde gehören.</translation>
    </message>
    <message>
        <source>This Trivy report of a cluster holds no findings in detail. Write it with --report all --format json.</source>
        <translation>Dieser Trivy-Bericht eines Clusters enthält keine Befunde im Einzelnen. Schreiben Sie ihn mit --report all --format json.</translation>
    </message>
    <message>
        <source>This Trivy report of a cluster holds no scan of an image. Nothing was kept.</source>
        <translation>Dieser Trivy-Bericht eines Clusters enthält keinen Scan eines Images. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>This report of the Trivy operator holds no scan. Nothing was kept.</source>
        <translation>Dieser Bericht des Trivy-Operators enthält keinen Scan. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>This report of the Trivy operator holds no list of vulnerabilities. Nothing was kept.</source>
        <translation>Dieser Bericht des Trivy-Operators enthält keine Liste von Schwachstellen. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>the package URL is not valid</source>
        <translation>die Paket-URL ist ungültig</translation>
    </message>
    <message>
        <source>it is named by a CPE, which reports do not give</source>
        <translation>durch eine CPE benannt, die Berichte nicht angeben</translation>
    </message>
    <message>
        <source>it is named in a way that no report gives</source>
        <translation>auf eine Weise benannt, die kein Bericht angibt</translation>
    </message>
    <message>
        <source>its part is not named as a package</source>
        <translation>der Teil ist nicht als Paket benannt</translation>
    </message>
    <message>
        <source>the product is not an image</source>
        <translation>das Produkt ist kein Image</translation>
    </message>
    <message>
        <source>its range of versions &quot;%1&quot; cannot be read</source>
        <translation>der Versionsbereich „%1“ ist nicht lesbar</translation>
    </message>
    <message>
        <source>the document is not final: its status is %1</source>
        <translation>das Dokument ist nicht endgültig: sein Status ist %1</translation>
    </message>
    <message>
        <source>the document does not tell what it refers to</source>
        <translation>das Dokument sagt nicht, worauf es sich bezieht</translation>
    </message>
    <message>
        <source>not affected, without a justification or an impact statement</source>
        <translation>nicht betroffen, ohne Begründung oder Aussage zur Auswirkung</translation>
    </message>
    <message>
        <source>it names no version that the state is true of</source>
        <translation>nennt keine Version, für die der Status gilt</translation>
    </message>
    <message>
        <source>it names neither an image nor a package</source>
        <translation>nennt weder ein Image noch ein Paket</translation>
    </message>
    <message>
        <source>%1 is missing: %2</source>
        <translation>%1 fehlt: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more lists are not whole.</source>
        <comment>%Ln more list is not whole.</comment>
        <translation>
            <numerusform>%Ln weitere Liste ist nicht vollständig.</numerusform>
            <numerusform>%Ln weitere Listen sind nicht vollständig.</numerusform>
        </translation>
    </message>
    <message>
        <source>A row could not be read: %1</source>
        <translation>Eine Zeile war nicht lesbar: %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more rows could not be read.</source>
        <comment>%Ln more row could not be read.</comment>
        <translation>
            <numerusform>%Ln weitere Zeile war nicht lesbar.</numerusform>
            <numerusform>%Ln weitere Zeilen waren nicht lesbar.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 has a value of a wrong type.</source>
        <translation>%1 hat einen Wert vom falschen Typ.</translation>
    </message>
    <message>
        <source>The registry ignores %1 here: the change would be lost.</source>
        <translation>Die Registry übergeht %1 hier: Die Änderung ginge verloren.</translation>
    </message>
    <message>
        <source>%1 must be between %2 and %3.</source>
        <translation>%1 muss zwischen %2 und %3 liegen.</translation>
    </message>
    <message>
        <source>%1 must be one of: %2.</source>
        <translation>%1 muss eines davon sein: %2.</translation>
    </message>
    <message>
        <source>%1 is too long: at most %2 bytes.</source>
        <translation>%1 ist zu lang: höchstens %2 Bytes.</translation>
    </message>
    <message>
        <source>%1 must not be empty.</source>
        <translation>%1 darf nicht leer sein.</translation>
    </message>
    <message>
        <source>The registry does not know %1: the value would be lost.</source>
        <translation>Die Registry kennt %1 nicht: Der Wert ginge verloren.</translation>
    </message>
    <message>
        <source>%1 is missing.</source>
        <translation>%1 fehlt.</translation>
    </message>
    <message>
        <source>Add %1%2 to project %3</source>
        <translation>%1%2 zum Projekt %3 hinzufügen</translation>
    </message>
    <message>
        <source>A group that the registry does not know is created with it.</source>
        <translation>Eine Gruppe, die die Registry nicht kennt, wird dabei angelegt.</translation>
    </message>
    <message>
        <source>Change the role of member %1 of project %2</source>
        <translation>Rolle des Mitglieds %1 im Projekt %2 ändern</translation>
    </message>
    <message>
        <source>Harbor does not protect the last project admin.</source>
        <translation>Harbor schützt den letzten Projektadministrator nicht.</translation>
    </message>
    <message>
        <source>Remove member %1 from project %2</source>
        <translation>Mitglied %1 aus dem Projekt %2 entfernen</translation>
    </message>
    <message>
        <source>Create user %1</source>
        <translation>Benutzer %1 anlegen</translation>
    </message>
    <message>
        <source>Change the profile of user %1</source>
        <translation>Profil des Benutzers %1 ändern</translation>
    </message>
    <message>
        <source>Delete user %1</source>
        <translation>Benutzer %1 löschen</translation>
    </message>
    <message>
        <source>Memberships and password are lost; who returns is another user.</source>
        <translation>Mitgliedschaften und Passwort gehen verloren; wer zurückkehrt, ist ein anderer Benutzer.</translation>
    </message>
    <message>
        <source>Change the system admin right of user %1</source>
        <translation>Systemadministrator-Recht des Benutzers %1 ändern</translation>
    </message>
    <message>
        <source>Harbor protects neither yourself nor the last system admin. An admin group of LDAP or OIDC can give the right all the same.</source>
        <translation>Harbor schützt weder Sie selbst noch den letzten Systemadministrator. Eine Administratorgruppe aus LDAP oder OIDC kann das Recht trotzdem geben.</translation>
    </message>
    <message>
        <source>Set a new password for user %1</source>
        <translation>Neues Passwort für Benutzer %1 setzen</translation>
    </message>
    <message>
        <source>Set a new CLI secret for user %1</source>
        <translation>Neues CLI-Secret für Benutzer %1 setzen</translation>
    </message>
    <message>
        <source>Clients with the old CLI secret can no longer sign in.</source>
        <translation>Clients mit dem alten CLI-Secret können sich nicht mehr anmelden.</translation>
    </message>
    <message>
        <source>Create group %1</source>
        <translation>Gruppe %1 anlegen</translation>
    </message>
    <message>
        <source>Rename group %1 to %2</source>
        <translation>Gruppe %1 in %2 umbenennen</translation>
    </message>
    <message>
        <source>Delete group %1</source>
        <translation>Gruppe %1 löschen</translation>
    </message>
    <message>
        <source>The group leaves every project that it is a member of.</source>
        <translation>Die Gruppe verlässt jedes Projekt, in dem sie Mitglied ist.</translation>
    </message>
    <message>
        <source>Create robot %1</source>
        <translation>Robot-Konto %1 anlegen</translation>
    </message>
    <message>
        <source>The secret is shown once.</source>
        <translation>Das Secret wird einmal gezeigt.</translation>
    </message>
    <message>
        <source>Change robot %1</source>
        <translation>Robot-Konto %1 ändern</translation>
    </message>
    <message>
        <source>Harbor counts the duration from the creation of the robot. Rights on projects that are gone are lost.</source>
        <translation>Harbor zählt die Dauer ab dem Anlegen des Robot-Kontos. Rechte an Projekten, die es nicht mehr gibt, gehen verloren.</translation>
    </message>
    <message>
        <source>Give robot %1 a new secret</source>
        <translation>Robot-Konto %1 ein neues Secret geben</translation>
    </message>
    <message>
        <source>Every client with the old secret is refused at once. The expiry does not move.</source>
        <translation>Jeder Client mit dem alten Secret wird sofort abgewiesen. Der Ablauf verschiebt sich nicht.</translation>
    </message>
    <message>
        <source>Delete robot %1</source>
        <translation>Robot-Konto %1 löschen</translation>
    </message>
    <message>
        <source>Made anew, it has another secret.</source>
        <translation>Neu angelegt hat es ein anderes Secret.</translation>
    </message>
    <message>
        <source>Import users from LDAP</source>
        <translation>Benutzer aus LDAP importieren</translation>
    </message>
    <message>
        <source>Add registry %1</source>
        <translation>Registry %1 hinzufügen</translation>
    </message>
    <message>
        <source>The registry is signed in to at once.</source>
        <translation>Die Anmeldung an der Registry erfolgt sofort.</translation>
    </message>
    <message>
        <source>Change registry %1</source>
        <translation>Registry %1 ändern</translation>
    </message>
    <message>
        <source>With another address the stored secret is offered to the new host at once: type the secret again.</source>
        <translation>Mit einer anderen Adresse wird das gespeicherte Secret sofort dem neuen Host angeboten: Geben Sie das Secret erneut ein.</translation>
    </message>
    <message>
        <source>Delete registry %1</source>
        <translation>Registry %1 löschen</translation>
    </message>
    <message>
        <source>Made anew, it needs its secret again.</source>
        <translation>Neu angelegt braucht sie ihr Secret erneut.</translation>
    </message>
    <message>
        <source>Test the connection to registry %1</source>
        <translation>Verbindung zur Registry %1 testen</translation>
    </message>
    <message>
        <source>With an id, the stored secret is sent to the address that is tested.</source>
        <translation>Mit einer ID wird das gespeicherte Secret an die getestete Adresse gesendet.</translation>
    </message>
    <message>
        <source>Add replication policy %1</source>
        <translation>Replikationsrichtlinie %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change replication policy %1</source>
        <translation>Replikationsrichtlinie %1 ändern</translation>
    </message>
    <message>
        <source>Delete replication policy %1</source>
        <translation>Replikationsrichtlinie %1 löschen</translation>
    </message>
    <message>
        <source>Its runs must have ended.</source>
        <translation>Ihre Läufe müssen beendet sein.</translation>
    </message>
    <message>
        <source>Run replication policy %1</source>
        <translation>Replikationsrichtlinie %1 ausführen</translation>
    </message>
    <message>
        <source>Stop replication run %1</source>
        <translation>Replikationslauf %1 anhalten</translation>
    </message>
    <message>
        <source>Add preheat instance %1</source>
        <translation>Vorwärm-Instanz %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change preheat instance %1</source>
        <translation>Vorwärm-Instanz %1 ändern</translation>
    </message>
    <message>
        <source>Delete preheat instance %1</source>
        <translation>Vorwärm-Instanz %1 löschen</translation>
    </message>
    <message>
        <source>Test the connection to preheat instance %1</source>
        <translation>Verbindung zur Vorwärm-Instanz %1 testen</translation>
    </message>
    <message>
        <source>Add preheat policy %1 to project %2</source>
        <translation>Vorwärm-Richtlinie %1 zum Projekt %2 hinzufügen</translation>
    </message>
    <message>
        <source>Change preheat policy %1 of project %2</source>
        <translation>Vorwärm-Richtlinie %1 des Projekts %2 ändern</translation>
    </message>
    <message>
        <source>Run preheat policy %1 of project %2</source>
        <translation>Vorwärm-Richtlinie %1 des Projekts %2 ausführen</translation>
    </message>
    <message>
        <source>Delete preheat policy %1 of project %2</source>
        <translation>Vorwärm-Richtlinie %1 des Projekts %2 löschen</translation>
    </message>
    <message>
        <source>Stop preheat run %1</source>
        <translation>Vorwärm-Lauf %1 anhalten</translation>
    </message>
    <message>
        <source>Change the description of repository %1/%2</source>
        <translation>Beschreibung des Repositorys %1/%2 ändern</translation>
    </message>
    <message>
        <source>Delete repository %1/%2</source>
        <translation>Repository %1/%2 löschen</translation>
    </message>
    <message>
        <source>All artifacts go, or none: one immutable tag keeps all of them.</source>
        <translation>Alle Artefakte werden gelöscht oder keines: Ein unveränderlicher Tag behält sie alle.</translation>
    </message>
    <message>
        <source>Copy %1 to repository %2/%3</source>
        <translation>%1 in das Repository %2/%3 kopieren</translation>
    </message>
    <message>
        <source>Every tag of the digest is copied, and tags of these names in the target are moved.</source>
        <translation>Jeder Tag des Digests wird kopiert, und Tags dieser Namen im Ziel werden versetzt.</translation>
    </message>
    <message>
        <source>Delete artifact %1 of repository %2/%3</source>
        <translation>Artefakt %1 des Repositorys %2/%3 löschen</translation>
    </message>
    <message>
        <source>Every tag of the digest goes with it, and what is attached to it.</source>
        <translation>Jeder Tag des Digests wird mitgelöscht, ebenso alles, was an ihm angehängt ist.</translation>
    </message>
    <message>
        <source>Add tag %1 to artifact %2</source>
        <translation>Tag %1 zum Artefakt %2 hinzufügen</translation>
    </message>
    <message>
        <source>Remove tag %1 from artifact %2</source>
        <translation>Tag %1 vom Artefakt %2 entfernen</translation>
    </message>
    <message>
        <source>An artifact without tags may go with the next retention or garbage collection.</source>
        <translation>Ein Artefakt ohne Tags kann bei der nächsten Aufbewahrung oder Speicherbereinigung wegfallen.</translation>
    </message>
    <message>
        <source>Put label %1 on artifact %2</source>
        <translation>Label %1 am Artefakt %2 anbringen</translation>
    </message>
    <message>
        <source>Take label %1 off artifact %2</source>
        <translation>Label %1 vom Artefakt %2 nehmen</translation>
    </message>
    <message>
        <source>Scan artifact %1 of %2/%3</source>
        <translation>Artefakt %1 von %2/%3 scannen</translation>
    </message>
    <message>
        <source>Stop the scan of artifact %1 of %2/%3</source>
        <translation>Scan des Artefakts %1 von %2/%3 anhalten</translation>
    </message>
    <message>
        <source>Create label %1</source>
        <translation>Label %1 anlegen</translation>
    </message>
    <message>
        <source>Change label %1</source>
        <translation>Label %1 ändern</translation>
    </message>
    <message>
        <source>Replication filters name labels: one of this name no longer matches.</source>
        <translation>Replikationsfilter nennen Labels: Einer mit diesem Namen passt dann nicht mehr.</translation>
    </message>
    <message>
        <source>Delete label %1</source>
        <translation>Label %1 löschen</translation>
    </message>
    <message>
        <source>It is taken off every artifact.</source>
        <translation>Es wird von jedem Artefakt genommen.</translation>
    </message>
    <message>
        <source>Let the registry export vulnerabilities</source>
        <translation>Schwachstellen von der Registry exportieren lassen</translation>
    </message>
    <message>
        <source>Create project %1</source>
        <translation>Projekt %1 anlegen</translation>
    </message>
    <message>
        <source>You become project admin. A proxy cache gets a retention rule of 7 days by itself.</source>
        <translation>Sie werden Projektadministrator. Ein Proxy-Cache erhält von selbst eine Aufbewahrungsregel von 7 Tagen.</translation>
    </message>
    <message>
        <source>Change project %1</source>
        <translation>Projekt %1 ändern</translation>
    </message>
    <message>
        <source>An allowlist is replaced as a whole, with its expiry.</source>
        <translation>Eine Zulassungsliste wird als Ganzes ersetzt, samt ihrem Ablauf.</translation>
    </message>
    <message>
        <source>Delete project %1</source>
        <translation>Projekt %1 löschen</translation>
    </message>
    <message>
        <source>Robots and preheat policies go at once; members, retention and immutability rules a little later.</source>
        <translation>Robot-Konten und Vorwärm-Richtlinien fallen sofort weg; Mitglieder, Aufbewahrungs- und Unveränderlichkeitsregeln etwas später.</translation>
    </message>
    <message>
        <source>Add a setting to project %1</source>
        <translation>Einstellung zum Projekt %1 hinzufügen</translation>
    </message>
    <message>
        <source>Change setting %1 of project %2</source>
        <translation>Einstellung %1 des Projekts %2 ändern</translation>
    </message>
    <message>
        <source>Remove setting %1 of project %2</source>
        <translation>Einstellung %1 des Projekts %2 entfernen</translation>
    </message>
    <message>
        <source>Never remove retention_id here: the schedule of the policy would go on deleting.</source>
        <translation>Entfernen Sie hier nie retention_id: Der Zeitplan der Richtlinie würde weiter löschen.</translation>
    </message>
    <message>
        <source>Scan project %1 with another scanner</source>
        <translation>Projekt %1 mit einem anderen Scanner scannen</translation>
    </message>
    <message>
        <source>Set quota %1 to %2 bytes</source>
        <translation>Kontingent %1 auf %2 Bytes setzen</translation>
    </message>
    <message>
        <source>A limit below what is used stops every push.</source>
        <translation>Eine Grenze unter dem Belegten verhindert jeden Push.</translation>
    </message>
    <message>
        <source>Add an immutability rule to project %1</source>
        <translation>Unveränderlichkeitsregel zum Projekt %1 hinzufügen</translation>
    </message>
    <message>
        <source>A new rule is active at once, also one that is to be disabled.</source>
        <translation>Eine neue Regel wirkt sofort, auch eine, die deaktiviert sein soll.</translation>
    </message>
    <message>
        <source>Change an immutability rule of project %1</source>
        <translation>Unveränderlichkeitsregel des Projekts %1 ändern</translation>
    </message>
    <message>
        <source>Delete an immutability rule of project %1</source>
        <translation>Unveränderlichkeitsregel des Projekts %1 löschen</translation>
    </message>
    <message>
        <source>Its tags can be overwritten and deleted from now on.</source>
        <translation>Ihre Tags lassen sich ab jetzt überschreiben und löschen.</translation>
    </message>
    <message>
        <source>Add a retention policy to a project</source>
        <translation>Aufbewahrungsrichtlinie zu einem Projekt hinzufügen</translation>
    </message>
    <message>
        <source>The registry does not check templates and selectors: make a dry run first.</source>
        <translation>Die Registry prüft Vorlagen und Selektoren nicht: Machen Sie zuerst einen Probelauf.</translation>
    </message>
    <message>
        <source>Change retention policy %1</source>
        <translation>Aufbewahrungsrichtlinie %1 ändern</translation>
    </message>
    <message>
        <source>Delete retention policy %1</source>
        <translation>Aufbewahrungsrichtlinie %1 löschen</translation>
    </message>
    <message>
        <source>The history of its runs is deleted with it: a policy without rules keeps it.</source>
        <translation>Der Verlauf ihrer Läufe wird mitgelöscht: Eine Richtlinie ohne Regeln behält ihn.</translation>
    </message>
    <message>
        <source>Run retention policy %1</source>
        <translation>Aufbewahrungsrichtlinie %1 ausführen</translation>
    </message>
    <message>
        <source>Only a dry run deletes nothing.</source>
        <translation>Nur ein Probelauf löscht nichts.</translation>
    </message>
    <message>
        <source>Stop run %1 of retention policy %2</source>
        <translation>Lauf %1 der Aufbewahrungsrichtlinie %2 anhalten</translation>
    </message>
    <message>
        <source>Add webhook %1 to project %2</source>
        <translation>Webhook %1 zum Projekt %2 hinzufügen</translation>
    </message>
    <message>
        <source>Change webhook %1 of project %2</source>
        <translation>Webhook %1 des Projekts %2 ändern</translation>
    </message>
    <message>
        <source>The registry shows the authorization header of a webhook in clear, and erases it where it is left out.</source>
        <translation>Die Registry zeigt den Authorization-Header eines Webhooks im Klartext und löscht ihn, wo er weggelassen wird.</translation>
    </message>
    <message>
        <source>Delete webhook %1 of project %2</source>
        <translation>Webhook %1 des Projekts %2 löschen</translation>
    </message>
    <message>
        <source>Change the system allowlist</source>
        <translation>Zulassungsliste des Systems ändern</translation>
    </message>
    <message>
        <source>Change the configuration</source>
        <translation>Konfiguration ändern</translation>
    </message>
    <message>
        <source>It can take a minute until every part of the registry knows the new values. One bad value refuses all of them.</source>
        <translation>Es kann eine Minute dauern, bis jeder Teil der Registry die neuen Werte kennt. Ein falscher Wert lässt alle abweisen.</translation>
    </message>
    <message>
        <source>Test the connection to the LDAP server</source>
        <translation>Verbindung zum LDAP-Server testen</translation>
    </message>
    <message>
        <source>Test the OIDC provider %1</source>
        <translation>OIDC-Anbieter %1 testen</translation>
    </message>
    <message>
        <source>Add scanner %1</source>
        <translation>Scanner %1 hinzufügen</translation>
    </message>
    <message>
        <source>The first scanner becomes the default.</source>
        <translation>Der erste Scanner wird zum Standard.</translation>
    </message>
    <message>
        <source>Change scanner %1</source>
        <translation>Scanner %1 ändern</translation>
    </message>
    <message>
        <source>The registry does not test the new address. The health that it shows is up to 30 s old.</source>
        <translation>Die Registry testet die neue Adresse nicht. Der Zustand, den sie zeigt, ist bis zu 30 s alt.</translation>
    </message>
    <message>
        <source>Delete scanner %1</source>
        <translation>Scanner %1 löschen</translation>
    </message>
    <message>
        <source>Without a default scanner every scan fails: set another one first.</source>
        <translation>Ohne Standard-Scanner schlägt jeder Scan fehl: Legen Sie zuerst einen anderen fest.</translation>
    </message>
    <message>
        <source>Make scanner %1 the default</source>
        <translation>Scanner %1 zum Standard machen</translation>
    </message>
    <message>
        <source>Test the connection to scanner %1</source>
        <translation>Verbindung zum Scanner %1 testen</translation>
    </message>
    <message>
        <source>Scan all artifacts</source>
        <translation>Alle Artefakte scannen</translation>
    </message>
    <message>
        <source>Change when all artifacts are scanned</source>
        <translation>Ändern, wann alle Artefakte gescannt werden</translation>
    </message>
    <message>
        <source>Stop the scan of all artifacts</source>
        <translation>Scan aller Artefakte anhalten</translation>
    </message>
    <message>
        <source>Run garbage collection</source>
        <translation>Speicherbereinigung ausführen</translation>
    </message>
    <message>
        <source>Change when garbage is collected</source>
        <translation>Ändern, wann die Speicherbereinigung läuft</translation>
    </message>
    <message>
        <source>The type Manual starts it at once. The registry does not show whether the schedule is a dry run: say it again.</source>
        <translation>Der Typ Manual startet sie sofort. Die Registry zeigt nicht, ob der Zeitplan ein Probelauf ist: Geben Sie es erneut an.</translation>
    </message>
    <message>
        <source>Stop garbage collection %1</source>
        <translation>Speicherbereinigung %1 anhalten</translation>
    </message>
    <message>
        <source>Purge the audit trail</source>
        <translation>Audit-Protokoll bereinigen</translation>
    </message>
    <message>
        <source>Change when the audit trail is purged</source>
        <translation>Ändern, wann das Audit-Protokoll bereinigt wird</translation>
    </message>
    <message>
        <source>The type Manual starts it at once.</source>
        <translation>Der Typ Manual startet sie sofort.</translation>
    </message>
    <message>
        <source>Stop audit purge %1</source>
        <translation>Audit-Bereinigung %1 anhalten</translation>
    </message>
    <message>
        <source>Stop job %1</source>
        <translation>Auftrag %1 anhalten</translation>
    </message>
    <message>
        <source>%2 the queue of %1</source>
        <translation>Warteschlange %1: %2</translation>
    </message>
    <message>
        <source>Stopping empties the queue at once and for good.</source>
        <translation>Anhalten leert die Warteschlange sofort und endgültig.</translation>
    </message>
    <message>
        <source>The operation %1 takes no body.</source>
        <translation>Die Operation %1 nimmt keinen Body an.</translation>
    </message>
    <message>
        <source>The operation %1 needs a body.</source>
        <translation>Die Operation %1 braucht einen Body.</translation>
    </message>
    <message>
        <source>The list is longer than what is read at once; it ends after %1 rows. Narrow it by a filter.</source>
        <translation>Die Liste ist länger als das, was auf einmal gelesen wird; sie endet nach %1 Zeilen. Grenzen Sie sie mit einem Filter ein.</translation>
    </message>
    <message>
        <source>The registry sent more rows at once than a page holds; %1 of them were left.</source>
        <translation>Die Registry hat mehr Zeilen auf einmal gesendet, als eine Seite fasst; %1 davon wurden ausgelassen.</translation>
    </message>
    <message>
        <source>The registry counts %1 rows, and %2 different ones came.</source>
        <translation>Die Registry zählt %1 Zeilen, und %2 verschiedene kamen an.</translation>
    </message>
    <message>
        <source>The list changed while it was read; rows may be missing.</source>
        <translation>Die Liste änderte sich beim Lesen; Zeilen können fehlen.</translation>
    </message>
    <message>
        <source>The same rows came more than once, and the registry does not say how many there are; rows may be missing.</source>
        <translation>Dieselben Zeilen kamen mehrmals, und die Registry sagt nicht, wie viele es gibt; Zeilen können fehlen.</translation>
    </message>
    <message>
        <source>The list does not end; reading stopped after %1 pages.</source>
        <translation>Die Liste endet nicht; das Lesen wurde nach %1 Seiten angehalten.</translation>
    </message>
    <message>
        <source>The registry does not say how many rows there are; rows may be missing.</source>
        <translation>Die Registry sagt nicht, wie viele Zeilen es gibt; Zeilen können fehlen.</translation>
    </message>
    <message>
        <source>The answer cannot be read: %1 is there twice.</source>
        <translation>Die Antwort ist nicht lesbar: %1 kommt zweimal vor.</translation>
    </message>
    <message>
        <source>What the attestations state is not known yet: %1</source>
        <translation>Was die Attestierungen aussagen, ist noch nicht bekannt: %1</translation>
    </message>
    <message>
        <source>Webhook %1 of %2 failed</source>
        <translation>Webhook %1 von %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 is unhealthy</source>
        <translation>%1 ist nicht gesund</translation>
    </message>
    <message>
        <source>The quota of %1 is full</source>
        <translation>Das Kontingent von %1 ist voll</translation>
    </message>
    <message>
        <source>The quota of %1 is nearly full</source>
        <translation>Das Kontingent von %1 ist fast voll</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more quotas are full or nearly full</source>
        <comment>%Ln more quota is full or nearly full</comment>
        <translation>
            <numerusform>%Ln weiteres Kontingent ist voll oder fast voll</numerusform>
            <numerusform>%Ln weitere Kontingente sind voll oder fast voll</numerusform>
        </translation>
    </message>
    <message>
        <source>Replication %1 failed</source>
        <translation>Replikation %1 fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more replications failed</source>
        <comment>%Ln more replication failed</comment>
        <translation>
            <numerusform>%Ln weitere Replikation fehlgeschlagen</numerusform>
            <numerusform>%Ln weitere Replikationen fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>Robot %1 has expired</source>
        <translation>Robot-Konto %1 ist abgelaufen</translation>
    </message>
    <message>
        <source>Robot %1 expires soon</source>
        <translation>Robot-Konto %1 läuft bald ab</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more robots expired or expire soon</source>
        <comment>%Ln more robot expired or expires soon</comment>
        <translation>
            <numerusform>%Ln weiteres Robot-Konto ist abgelaufen oder läuft bald ab</numerusform>
            <numerusform>%Ln weitere Robot-Konten sind abgelaufen oder laufen bald ab</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts have no scan result</source>
        <comment>%Ln artifact has no scan result</comment>
        <translation>
            <numerusform>%Ln Artefakt hat kein Scan-Ergebnis</numerusform>
            <numerusform>%Ln Artefakte haben kein Scan-Ergebnis</numerusform>
        </translation>
    </message>
    <message>
        <source>%1 of %2 are scanned</source>
        <translation>%1 von %2 sind gescannt</translation>
    </message>
    <message>
        <source>The certificate of %1 has expired</source>
        <translation>Das Zertifikat von %1 ist abgelaufen</translation>
    </message>
    <message>
        <source>The certificate of %1 expires soon</source>
        <translation>Das Zertifikat von %1 läuft bald ab</translation>
    </message>
    <message numerus="yes">
        <source>%Ln more webhooks failed</source>
        <comment>%Ln more webhook failed</comment>
        <translation>
            <numerusform>%Ln weiterer Webhook fehlgeschlagen</numerusform>
            <numerusform>%Ln weitere Webhooks fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>quotas</source>
        <translation>Kontingente</translation>
    </message>
    <message>
        <source>replication</source>
        <translation>Replikation</translation>
    </message>
    <message>
        <source>webhooks</source>
        <translation>Webhooks</translation>
    </message>
    <message>
        <source>system robots</source>
        <translation>Robot-Konten des Systems</translation>
    </message>
    <message>
        <source>project robots</source>
        <translation>Robot-Konten der Projekte</translation>
    </message>
    <message>
        <source>scans</source>
        <translation>Scans</translation>
    </message>
    <message>
        <source>Not checked: %1.</source>
        <translation>Nicht geprüft: %1.</translation>
    </message>
    <message>
        <source>Robots and webhooks of more than %1 projects are not read here; their pages do.</source>
        <translation>Robot-Konten und Webhooks von mehr als %1 Projekten werden hier nicht gelesen; ihre Seiten tun es.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is not a day. Write it as year-month-day: %2.</source>
        <translation>„%1“ ist kein Datum. Schreiben Sie es als Jahr-Monat-Tag: %2.</translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <comment>and %Ln more</comment>
        <translation>
            <numerusform>und %Ln weitere</numerusform>
            <numerusform>und %Ln weitere</numerusform>
        </translation>
    </message>
    <message>
        <source>derived from the report&apos;s level; the scanner gives no severity</source>
        <translation>abgeleitet aus der Stufe des Berichts; der Scanner nennt keinen Schweregrad</translation>
    </message>
    <message>
        <source>derived from %1 %2; the scanner gives no severity</source>
        <translation>abgeleitet aus %1 %2; der Scanner nennt keinen Schweregrad</translation>
    </message>
    <message>
        <source>Found in</source>
        <translation>Gefunden in</translation>
    </message>
    <message>
        <source>CVSS v4</source>
        <translation>CVSS v4</translation>
    </message>
    <message>
        <source>Score by</source>
        <translation>Bewertet von</translation>
    </message>
    <message numerus="yes">
        <source>Decisions on %Ln findings stated in %1.</source>
        <comment>Decisions on %Ln finding stated in %1.</comment>
        <translation>
            <numerusform>Entscheidung zu %Ln Befund in %1 ausgesagt.</numerusform>
            <numerusform>Entscheidungen zu %Ln Befunden in %1 ausgesagt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings saved as %1.</source>
        <comment>%Ln finding saved as %1.</comment>
        <translation>
            <numerusform>%Ln Befund als %1 gespeichert.</numerusform>
            <numerusform>%Ln Befunde als %1 gespeichert.</numerusform>
        </translation>
    </message>
    <message>
        <source>The document is marked as incomplete.</source>
        <translation>Das Dokument ist als unvollständig gekennzeichnet.</translation>
    </message>
    <message>
        <source>not read</source>
        <translation>nicht gelesen</translation>
    </message>
    <message>
        <source>Some build steps could not be read: %1</source>
        <translation>Einige Build-Schritte konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>%1 of %2 failed</source>
        <translation>%1 von %2 fehlgeschlagen</translation>
    </message>
    <message>
        <source>dry run</source>
        <translation>Probelauf</translation>
    </message>
    <message>
        <source>never run</source>
        <translation>nie gelaufen</translation>
    </message>
    <message>
        <source>Last result</source>
        <translation>Letztes Ergebnis</translation>
    </message>
    <message>
        <source>Last run</source>
        <translation>Letzter Lauf</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>Grund</translation>
    </message>
    <message numerus="yes">
        <source>The manifests of %Ln tags were not read.</source>
        <comment>The manifest of %Ln tag was not read.</comment>
        <translation>
            <numerusform>Das Manifest von %Ln Tag wurde nicht gelesen.</numerusform>
            <numerusform>Die Manifeste von %Ln Tags wurden nicht gelesen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Some details could not be read: %1</source>
        <translation>Einige Details konnten nicht gelesen werden: %1</translation>
    </message>
    <message>
        <source>From the last sync, read %1</source>
        <translation>Vom letzten Abgleich, gelesen %1</translation>
    </message>
    <message>
        <source>succeeded</source>
        <translation>erfolgreich</translation>
    </message>
    <message>
        <source>healthy</source>
        <translation>gesund</translation>
    </message>
    <message>
        <source>running</source>
        <translation>läuft</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>wartend</translation>
    </message>
    <message>
        <source>stopped</source>
        <translation>angehalten</translation>
    </message>
    <message>
        <source>unhealthy</source>
        <translation>nicht gesund</translation>
    </message>
    <message>
        <source>create</source>
        <translation>anlegen</translation>
    </message>
    <message>
        <source>delete</source>
        <translation>löschen</translation>
    </message>
    <message>
        <source>update</source>
        <translation>ändern</translation>
    </message>
    <message>
        <source>pull</source>
        <translation>Pull</translation>
    </message>
    <message>
        <source>push</source>
        <translation>Push</translation>
    </message>
    <message>
        <source>copy</source>
        <translation>kopieren</translation>
    </message>
    <message>
        <source>read</source>
        <translation>lesen</translation>
    </message>
    <message>
        <source>stop</source>
        <translation>anhalten</translation>
    </message>
    <message>
        <source>sign in</source>
        <translation>anmelden</translation>
    </message>
    <message>
        <source>sign out</source>
        <translation>abmelden</translation>
    </message>
    <message>
        <source>artifact</source>
        <translation>Artefakt</translation>
    </message>
    <message>
        <source>chart</source>
        <translation>Chart</translation>
    </message>
    <message>
        <source>repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>robot account</source>
        <translation>Robot-Konto</translation>
    </message>
    <message>
        <source>member</source>
        <translation>Mitglied</translation>
    </message>
    <message>
        <source>configuration</source>
        <translation>Konfiguration</translation>
    </message>
    <message>
        <source>label</source>
        <translation>Label</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>This is not a file on this computer. Choose another place.</source>
        <translation>Das ist keine Datei auf diesem Computer. Wählen Sie einen anderen Ort.</translation>
    </message>
    <message>
        <source>There is no format &quot;%1&quot; for tables.</source>
        <translation>Für Tabellen gibt es kein Format „%1“.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied.</source>
        <comment>%Ln row copied.</comment>
        <translation>
            <numerusform>%Ln Zeile kopiert.</numerusform>
            <numerusform>%Ln Zeilen kopiert.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied, but these are not all: %1</source>
        <comment>%Ln row copied, but this is not all: %1</comment>
        <translation>
            <numerusform>%Ln Zeile kopiert, aber das ist nicht alles: %1</numerusform>
            <numerusform>%Ln Zeilen kopiert, aber das sind nicht alle: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1</source>
        <comment>%Ln row saved as %1</comment>
        <translation>
            <numerusform>%Ln Zeile als %1 gespeichert</numerusform>
            <numerusform>%Ln Zeilen als %1 gespeichert</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1, marked as incomplete: %2</source>
        <comment>%Ln row saved as %1, marked as incomplete: %2</comment>
        <translation>
            <numerusform>%Ln Zeile als %1 gespeichert, als unvollständig gekennzeichnet: %2</numerusform>
            <numerusform>%Ln Zeilen als %1 gespeichert, als unvollständig gekennzeichnet: %2</numerusform>
        </translation>
    </message>
    <message>
        <source>The export was cancelled. Nothing was saved.</source>
        <translation>Der Export wurde abgebrochen. Es wurde nichts gespeichert.</translation>
    </message>
    <message>
        <source>Copy %1</source>
        <translation>%1 kopieren</translation>
    </message>
    <message>
        <source>Only rows with %1</source>
        <translation>Nur Zeilen mit %1</translation>
    </message>
    <message>
        <source>Nothing was read yet. Refresh, then try again.</source>
        <translation>Es wurde noch nichts gelesen. Aktualisieren Sie und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1: failed</source>
        <translation>%1: fehlgeschlagen</translation>
    </message>
    <message numerus="yes">
        <source>The reports of %Ln findings do not tell the type of the package: matched by name and version.</source>
        <comment>The report of %Ln finding does not tell the type of the package: matched by name and version.</comment>
        <translation>
            <numerusform>Der Bericht zu %Ln Befund nennt den Typ des Pakets nicht: nach Name und Version zugeordnet.</numerusform>
            <numerusform>Die Berichte zu %Ln Befunden nennen den Typ des Pakets nicht: nach Name und Version zugeordnet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln products cannot be told here and were left out.</source>
        <comment>%Ln product cannot be told here and was left out.</comment>
        <translation>
            <numerusform>%Ln Produkt lässt sich hier nicht bestimmen und wurde ausgelassen.</numerusform>
            <numerusform>%Ln Produkte lassen sich hier nicht bestimmen und wurden ausgelassen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are superseded by a newer one.</source>
        <comment>%Ln statement is superseded by a newer one.</comment>
        <translation>
            <numerusform>%Ln Aussage ist durch eine neuere ersetzt.</numerusform>
            <numerusform>%Ln Aussagen sind durch eine neuere ersetzt.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements contradict another one of the same time and hide nothing.</source>
        <comment>%Ln statement contradicts another one of the same time and hides nothing.</comment>
        <translation>
            <numerusform>%Ln Aussage widerspricht einer anderen vom selben Zeitpunkt und blendet nichts aus.</numerusform>
            <numerusform>%Ln Aussagen widersprechen einer anderen vom selben Zeitpunkt und blenden nichts aus.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings have a version that cannot be placed in the stated range and stay open.</source>
        <comment>%Ln finding has a version that cannot be placed in the stated range and stays open.</comment>
        <translation>
            <numerusform>%Ln Befund hat eine Version, die sich im angegebenen Bereich nicht einordnen lässt, und bleibt offen.</numerusform>
            <numerusform>%Ln Befunde haben eine Version, die sich im angegebenen Bereich nicht einordnen lässt, und bleiben offen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are not final and included.</source>
        <comment>%Ln statement is not final and included.</comment>
        <translation>
            <numerusform>%Ln Aussage ist nicht endgültig und einbezogen.</numerusform>
            <numerusform>%Ln Aussagen sind nicht endgültig und einbezogen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are not final and left out.</source>
        <comment>%Ln statement is not final and left out.</comment>
        <translation>
            <numerusform>%Ln Aussage ist nicht endgültig und ausgelassen.</numerusform>
            <numerusform>%Ln Aussagen sind nicht endgültig und ausgelassen.</numerusform>
        </translation>
    </message>
    <message>
        <source>Contradicting: %1</source>
        <translation>Widersprüchlich: %1</translation>
    </message>
    <message>
        <source>Superseded: %1</source>
        <translation>Ersetzt: %1</translation>
    </message>
    <message>
        <source>Not final: %1</source>
        <translation>Nicht endgültig: %1</translation>
    </message>
    <message>
        <source>Not applied: %1</source>
        <translation>Nicht angewendet: %1</translation>
    </message>
    <message>
        <source>Version not placed: %1</source>
        <translation>Version nicht eingeordnet: %1</translation>
    </message>
    <message>
        <source>Decide…</source>
        <translation>Entscheiden…</translation>
    </message>
    <message>
        <source>Open %1</source>
        <translation>%1 öffnen</translation>
    </message>
    <message>
        <source>Open the image</source>
        <translation>Image öffnen</translation>
    </message>
    <message>
        <source>Only %1</source>
        <translation>Nur %1</translation>
    </message>
    <message>
        <source>%1 sent more header lines than the %2 KiB that are taken. Nothing of the answer is used; tell the administrator of the registry or of the proxy in front of it.</source>
        <translation>%1 hat mehr Kopfzeilen gesendet als die %2 KiB, die angenommen werden. Von der Antwort wird nichts verwendet; informieren Sie den Administrator der Registry oder des Proxys davor.</translation>
    </message>
    <message>
        <source>%1 sent a part of the answer (status 206), which was not asked for. Nothing of it is used; tell the administrator of the registry or of the proxy in front of it.</source>
        <translation>%1 hat einen Teil der Antwort gesendet (Status 206), nach dem nicht gefragt war. Davon wird nichts verwendet; informieren Sie den Administrator der Registry oder des Proxys davor.</translation>
    </message>
    <message>
        <source>This account at %1 is read only, so the change was not sent. Allow changes in the account to make it.</source>
        <translation>Dieses Konto bei %1 ist schreibgeschützt, daher wurde die Änderung nicht gesendet. Erlauben Sie im Konto Änderungen, um sie vorzunehmen.</translation>
    </message>
    <message>
        <source>The connection to %1 was closed because its account was changed or removed. Open the page again.</source>
        <translation>Die Verbindung zu %1 wurde geschlossen, weil das Konto geändert oder entfernt wurde. Öffnen Sie die Seite erneut.</translation>
    </message>
    <message>
        <source>%1 wants the sign-in at %2. No password was sent; confirm in the account that %2 belongs to this registry (on the command line: --realm %2).</source>
        <translation>%1 verlangt die Anmeldung bei %2. Es wurde kein Passwort gesendet; bestätigen Sie im Konto, dass %2 zu dieser Registry gehört (auf der Befehlszeile: --realm %2).</translation>
    </message>
    <message>
        <source>%1 named the next page of a list in a way that cannot be read. What is loaded may not be complete; tell the administrator of the registry.</source>
        <translation>%1 hat die nächste Seite einer Liste auf eine nicht lesbare Weise benannt. Das Geladene ist vielleicht nicht vollständig; informieren Sie den Administrator der Registry.</translation>
    </message>
    <message>
        <source>The environment names a proxy of the kind %1, which is not supported. Nothing was sent to %2; set https_proxy to an address that begins with http:// or socks5://, or choose a proxy in the network settings.</source>
        <translation>Die Umgebung nennt einen Proxy der Art %1, die nicht unterstützt wird. An %2 wurde nichts gesendet; setzen Sie https_proxy auf eine Adresse, die mit http:// oder socks5:// beginnt, oder wählen Sie einen Proxy in den Netzwerkeinstellungen.</translation>
    </message>
    <message>
        <source>The manifest was not read yet: %1 counts reading it as a pull.</source>
        <translation>Das Manifest wurde noch nicht gelesen: %1 zählt das Lesen als Pull.</translation>
    </message>
    <message>
        <source>&quot;%1&quot; is the id of an image: write host/repository@sha256:… instead.</source>
        <translation>„%1“ ist die ID eines Images: Schreiben Sie stattdessen host/repository@sha256:….</translation>
    </message>
    <message>
        <source>This SBOM is in a format that is not read here: SPDX 2 and 3 and CycloneDX are, as JSON. It can be saved as it is.</source>
        <translation>Diese SBOM hat ein Format, das hier nicht gelesen wird: Gelesen werden SPDX 2 und 3 und CycloneDX, als JSON. Sie kann unverändert gespeichert werden.</translation>
    </message>
    <message>
        <source>%1 is no host of a sign-in service. Type it as the registry names it, such as auth.example.com or auth.example.com:5001.</source>
        <translation>%1 ist kein Host eines Anmeldedienstes. Geben Sie ihn so ein, wie die Registry ihn nennt, etwa auth.example.com oder auth.example.com:5001.</translation>
    </message>
    <message>
        <source>The accounts in %1 could not be changed (%2). Make room on the disk or check the rights of the folder, then try again.</source>
        <translation>Die Konten in %1 konnten nicht geändert werden (%2). Schaffen Sie Platz auf dem Datenträger oder prüfen Sie die Rechte des Ordners und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 is no file of docker or podman: it does not say which registries it holds sign-ins for. It was left alone.</source>
        <translation>%1 ist keine Datei von docker oder podman: Sie sagt nicht, für welche Registrys sie Anmeldungen enthält. Sie wurde nicht angerührt.</translation>
    </message>
    <message>
        <source>%1 could not be changed (%2). Make room on the disk or check the rights of the folder, then try again.</source>
        <translation>%1 konnte nicht geändert werden (%2). Schaffen Sie Platz auf dem Datenträger oder prüfen Sie die Rechte des Ordners und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1, which remembers how many decisions were made, is damaged. Check that no decision is missing, then delete that file; it is written again.</source>
        <translation>%1, die sich merkt, wie viele Entscheidungen getroffen wurden, ist beschädigt. Prüfen Sie, dass keine Entscheidung fehlt, und löschen Sie dann diese Datei; sie wird neu geschrieben.</translation>
    </message>
    <message>
        <source>%1 is no regular file and was not opened. Move it away, then start again.</source>
        <translation>%1 ist keine reguläre Datei und wurde nicht geöffnet. Verschieben Sie sie und starten Sie dann erneut.</translation>
    </message>
    <message>
        <source>%1 cannot be opened for writing (%2). Check the rights of the file and of its folder.</source>
        <translation>%1 lässt sich nicht zum Schreiben öffnen (%2). Prüfen Sie die Rechte der Datei und ihres Ordners.</translation>
    </message>
    <message>
        <source>%1 is damaged. It holds nothing that cannot be fetched again: the next sync sets it aside and reads all anew.</source>
        <translation>%1 ist beschädigt. Die Datei enthält nichts, was nicht neu geholt werden kann: Der nächste Abgleich legt sie beiseite und liest alles neu.</translation>
    </message>
    <message>
        <source>%1 could not be read or written (%2). What was stored before is still there; check the disk, then try again.</source>
        <translation>%1 konnte nicht gelesen oder geschrieben werden (%2). Was zuvor gespeichert wurde, ist noch da; prüfen Sie den Datenträger und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>%1 is missing or empty, but held %2 entries of decisions. Restore it from a backup. To begin without them, delete %3.</source>
        <translation>%1 fehlt oder ist leer, enthielt aber %2 Einträge zu Entscheidungen. Stellen Sie die Datei aus einer Sicherung wieder her. Um ohne sie zu beginnen, löschen Sie %3.</translation>
    </message>
    <message>
        <source>%1 holds %2 entries of decisions where there were %3. Restore it from a backup. To go on with what is there, delete %4.</source>
        <translation>%1 enthält %2 Einträge zu Entscheidungen, wo es %3 waren. Stellen Sie die Datei aus einer Sicherung wieder her. Um mit dem Vorhandenen fortzufahren, löschen Sie %4.</translation>
    </message>
    <message>
        <source>The entries of decisions in %1 are not those that were kept. Restore it from a backup. To go on with what is there, delete %2.</source>
        <translation>Die Einträge zu Entscheidungen in %1 sind nicht die, die gespeichert wurden. Stellen Sie die Datei aus einer Sicherung wieder her. Um mit dem Vorhandenen fortzufahren, löschen Sie %2.</translation>
    </message>
    <message>
        <source>Another program has added entries meanwhile. Nothing was changed; look at them, then try again.</source>
        <translation>Ein anderes Programm hat inzwischen Einträge hinzugefügt. Es wurde nichts geändert; sehen Sie sie an und versuchen Sie es dann erneut.</translation>
    </message>
    <message>
        <source>The report names its image &quot;%1&quot;, which is no reference. Give it as REF: HOST/REPOSITORY[:TAG]@DIGEST.</source>
        <translation>Der Bericht nennt sein Image „%1“, was keine Referenz ist. Geben Sie es als REF an: HOST/REPOSITORY[:TAG]@DIGEST.</translation>
    </message>
    <message>
        <source>The report knows several digests (%1). Give the right one as REF: HOST/REPOSITORY[:TAG]@DIGEST.</source>
        <translation>Der Bericht kennt mehrere Digests (%1). Geben Sie den richtigen als REF an: HOST/REPOSITORY[:TAG]@DIGEST.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln secrets</source>
        <comment>%Ln secret</comment>
        <translation>
            <numerusform>%Ln Secret</numerusform>
            <numerusform>%Ln Secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln misconfigurations</source>
        <comment>%Ln misconfiguration</comment>
        <translation>
            <numerusform>%Ln Fehlkonfiguration</numerusform>
            <numerusform>%Ln Fehlkonfigurationen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln licences</source>
        <comment>%Ln licence</comment>
        <translation>
            <numerusform>%Ln Lizenz</numerusform>
            <numerusform>%Ln Lizenzen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln results that name no vulnerability</source>
        <comment>%Ln result that names no vulnerability</comment>
        <translation>
            <numerusform>%Ln Ergebnis, das keine Schwachstelle nennt</numerusform>
            <numerusform>%Ln Ergebnisse, die keine Schwachstelle nennen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suppressed by the scanner</source>
        <comment>%Ln suppressed by the scanner</comment>
        <translation>
            <numerusform>%Ln vom Scanner unterdrückt</numerusform>
            <numerusform>%Ln vom Scanner unterdrückt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that do not apply by the report itself</source>
        <comment>%Ln that does not apply by the report itself</comment>
        <translation>
            <numerusform>%Ln, der laut dem Bericht selbst nicht zutrifft</numerusform>
            <numerusform>%Ln, die laut dem Bericht selbst nicht zutreffen</numerusform>
        </translation>
    </message>
    <message>
        <source>Not taken: %1.</source>
        <translation>Nicht übernommen: %1.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings name no package.</source>
        <comment>%Ln finding names no package.</comment>
        <translation>
            <numerusform>%Ln Befund nennt kein Paket.</numerusform>
            <numerusform>%Ln Befunde nennen kein Paket.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The severity of %Ln rows is derived from the score or the level; the report has no word for it.</source>
        <comment>The severity of %Ln row is derived from the score or the level; the report has no word for it.</comment>
        <translation>
            <numerusform>Der Schweregrad von %Ln Zeile ist aus der Punktzahl oder der Stufe abgeleitet; der Bericht hat kein Wort dafür.</numerusform>
            <numerusform>Der Schweregrad von %Ln Zeilen ist aus der Punktzahl oder der Stufe abgeleitet; der Bericht hat kein Wort dafür.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images or reports of %1 in the local store are damaged and left out. The next sync reads them again.</source>
        <comment>%Ln image or report of %1 in the local store is damaged and left out. The next sync reads it again.</comment>
        <translation>
            <numerusform>%Ln Image oder Bericht von %1 im lokalen Speicher ist beschädigt und ausgelassen. Der nächste Abgleich liest es neu.</numerusform>
            <numerusform>%Ln Images oder Berichte von %1 im lokalen Speicher sind beschädigt und ausgelassen. Der nächste Abgleich liest sie neu.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>When the findings of %Ln repositories of %1 were first seen could not be read, so that due dates may be too late.</source>
        <comment>When the findings of %Ln repository of %1 were first seen could not be read, so that due dates may be too late.</comment>
        <translation>
            <numerusform>Wann die Befunde von %Ln Repository von %1 zuerst gesehen wurden, konnte nicht gelesen werden; Fristen können deshalb zu spät liegen.</numerusform>
            <numerusform>Wann die Befunde von %Ln Repositorys von %1 zuerst gesehen wurden, konnte nicht gelesen werden; Fristen können deshalb zu spät liegen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1, the reports of %Ln images could not be read, or not all of their lines.</source>
        <comment>Of %1, the report of %Ln image could not be read, or not all of its lines.</comment>
        <translation>
            <numerusform>Von %1 konnte der Bericht zu %Ln Image nicht oder nicht mit allen Zeilen gelesen werden.</numerusform>
            <numerusform>Von %1 konnten die Berichte zu %Ln Images nicht oder nicht mit allen Zeilen gelesen werden.</numerusform>
        </translation>
    </message>
    <message>
        <source>Nothing has been synced by this account yet. Run &quot;lotse-cli sync&quot; with it first.</source>
        <translation>Mit diesem Konto wurde noch nichts abgeglichen. Führen Sie damit zuerst „lotse-cli sync“ aus.</translation>
    </message>
    <message>
        <source>%1 accounts have read %2. This is what they see together; another account may see less.</source>
        <translation>%1 Konten haben %2 gelesen. Das ist, was sie zusammen sehen; ein anderes Konto sieht vielleicht weniger.</translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions are dated in the future and are not in force yet. Check the clock of this machine.</source>
        <comment>%Ln decision is dated in the future and is not in force yet. Check the clock of this machine.</comment>
        <translation>
            <numerusform>%Ln Entscheidung ist in die Zukunft datiert und gilt noch nicht. Prüfen Sie die Uhr dieses Rechners.</numerusform>
            <numerusform>%Ln Entscheidungen sind in die Zukunft datiert und gelten noch nicht. Prüfen Sie die Uhr dieses Rechners.</numerusform>
        </translation>
    </message>
    <message>
        <source>Take either the name of an account or --%1: beside each other, one of them has no effect.</source>
        <translation>Verwenden Sie entweder den Namen eines Kontos oder --%1: Nebeneinander bleibt eines davon ohne Wirkung.</translation>
    </message>
    <message>
        <source>The account is named twice: %1, and --name %2.</source>
        <translation>Das Konto ist zweimal benannt: %1 und --name %2.</translation>
    </message>
    <message>
        <source>--plain-http-confirm repeats the host, which is %1.</source>
        <translation>--plain-http-confirm wiederholt den Host; er lautet %1.</translation>
    </message>
    <message>
        <source>%1 is reached by https: --plain-http-confirm has no effect.</source>
        <translation>%1 wird über https erreicht: --plain-http-confirm hat keine Wirkung.</translation>
    </message>
    <message>
        <source>With --no-test, a password is used only where --keep keychain or --keep sealed keeps it.</source>
        <translation>Mit --no-test wird ein Passwort nur verwendet, wenn --keep keychain oder --keep sealed es speichert.</translation>
    </message>
    <message>
        <source>Nothing is to be changed in %1. &quot;lotse-cli accounts --help&quot; lists what can be.</source>
        <translation>In %1 soll nichts geändert werden. „lotse-cli accounts --help“ listet auf, was sich ändern lässt.</translation>
    </message>
    <message>
        <source>%1 is no list of rows: --csv has no effect.</source>
        <translation>%1 ist keine Liste von Zeilen: --csv hat keine Wirkung.</translation>
    </message>
    <message>
        <source>The file holds the reports of %1 images, and none of %2.</source>
        <translation>Die Datei enthält die Berichte zu %1 Images und keinen zu %2.</translation>
    </message>
    <message>
        <source>%1 is no Harbor and has no projects: --project has no effect.</source>
        <translation>%1 ist kein Harbor und hat keine Projekte: --project hat keine Wirkung.</translation>
    </message>
    <message>
        <source>%1 are of the whole registry: no project narrows them. Those of a project are %2.</source>
        <translation>%1 gehören zur ganzen Registry: Kein Projekt grenzt sie ein. Die eines Projekts sind %2.</translation>
    </message>
    <message>
        <source>%1 are of the whole registry: no project narrows them.</source>
        <translation>%1 gehören zur ganzen Registry: Kein Projekt grenzt sie ein.</translation>
    </message>
    <message>
        <source>%1 is no list of rows: %2 narrows nothing.</source>
        <translation>%1 ist keine Liste von Zeilen: %2 grenzt nichts ein.</translation>
    </message>
    <message>
        <source>%1 have no %2 that rows could be chosen by. &quot;--raw-query q=%2=...&quot; passes it on to the registry, which passes over names that it does not know.</source>
        <translation>%1 haben kein %2, nach dem sich Zeilen auswählen ließen. „--raw-query q=%2=...“ gibt es an die Registry weiter, die Namen übergeht, die sie nicht kennt.</translation>
    </message>
    <message>
        <source>--raw-query has no filter to pass on. Write name=value.</source>
        <translation>--raw-query hat keinen Filter zum Weitergeben. Schreiben Sie name=value.</translation>
    </message>
    <message>
        <source>All pages are read: %1 has no effect.</source>
        <translation>Alle Seiten werden gelesen: %1 hat keine Wirkung.</translation>
    </message>
    <message>
        <source>%1 is given twice.</source>
        <translation>%1 ist zweimal angegeben.</translation>
    </message>
    <message>
        <source>--client-key has an effect only with --client-cert.</source>
        <translation>--client-key wirkt nur zusammen mit --client-cert.</translation>
    </message>
    <message>
        <source>Nobody signs in with %1: --password-fd has no effect.</source>
        <translation>Mit %1 meldet sich niemand an: --password-fd hat keine Wirkung.</translation>
    </message>
    <message>
        <source>The secret of %1 is not in the file of sealed secrets: --master-password-fd has no effect.</source>
        <translation>Das Secret von %1 ist nicht in der Datei der versiegelten Secrets: --master-password-fd hat keine Wirkung.</translation>
    </message>
    <message>
        <source>--author has an effect only with --format openvex, cyclonedx or csaf.</source>
        <translation>--author wirkt nur mit --format openvex, cyclonedx oder csaf.</translation>
    </message>
    <message>
        <source>--author-url has an effect only with --format csaf.</source>
        <translation>--author-url wirkt nur mit --format csaf.</translation>
    </message>
    <message>
        <source>The demo could not be started. Start it yourself: lotse --demo</source>
        <translation>Die Demo konnte nicht gestartet werden. Starten Sie sie selbst: lotse --demo</translation>
    </message>
</context>
<context>
    <name>help</name>
    <message>
        <source>On the left is a tile for each registry, then the sections of the one that is shown. A section that a registry cannot serve is not there; one that your account may not use is there, and says why.

Ctrl+K goes to any project, repository, tag or digest and runs any command. Alt+Left and Alt+Right go back and forward. Enter opens the row that is selected, Ctrl+C copies the selected rows as text for a spreadsheet, and F5 reads the page again.

Below is the dock (Ctrl+J): every request that was made, with its time and as a curl command without the secret; work that takes long, with a button to end it; and what went wrong lately.

Every table says when it was read and whether it is whole. Where rows are missing, it names what is missing and why.</source>
        <translation>Links steht eine Kachel für jede Registry, daneben die Bereiche der gezeigten. Ein Bereich, den eine Registry nicht bieten kann, fehlt; einer, den Ihr Konto nicht verwenden darf, ist da und sagt, warum.

Strg+K springt zu jedem Projekt, Repository, Tag oder Digest und führt jeden Befehl aus. Alt+Links und Alt+Rechts gehen zurück und vor. Enter öffnet die ausgewählte Zeile, Strg+C kopiert die ausgewählten Zeilen als Text für eine Tabellenkalkulation, und F5 liest die Seite neu.

Unten ist das Dock (Strg+J): jede gestellte Anfrage, mit ihrer Zeit und als curl-Befehl ohne das Secret; Arbeit, die lange dauert, mit einer Schaltfläche, um sie zu beenden; und was zuletzt fehlschlug.

Jede Tabelle sagt, wann sie gelesen wurde und ob sie vollständig ist. Wo Zeilen fehlen, nennt sie, was fehlt und warum.</translation>
    </message>
    <message>
        <source>An account is an address, a name and the way to sign in. A new one only reads: nothing is written to the registry before you allow it for that account.

Removing an account takes it and its secret from this machine. Nothing changes at the registry.

Accounts of docker and podman can be taken over: the command &quot;Take over accounts from docker and podman&quot; lists them.</source>
        <translation>Ein Konto besteht aus einer Adresse, einem Namen und der Art der Anmeldung. Ein neues liest nur: In die Registry wird nichts geschrieben, bevor Sie es für dieses Konto erlauben.

Ein Konto zu entfernen nimmt es und sein Secret von diesem Rechner. An der Registry ändert sich nichts.

Konten von docker und podman lassen sich übernehmen: Der Befehl „Konten von docker und podman übernehmen“ listet sie auf.</translation>
    </message>
    <message>
        <source>Type the address, or paste any web page of the registry. What kind of registry it is, it tells itself.

The secret is kept in the keychain of the desktop, in a file sealed with a master password, or until the program ends. It is never written down in another way, and never over http without your word.

A private certificate authority is trusted for this account alone. A pinned key makes Lotse refuse every other one, whoever signed it: nothing is sent before you have compared the new one.</source>
        <translation>Geben Sie die Adresse ein oder fügen Sie irgendeine Webseite der Registry ein. Was für eine Registry es ist, sagt sie selbst.

Das Secret wird im Schlüsselbund des Desktops gespeichert, in einer mit einem Master-Passwort versiegelten Datei oder bis das Programm endet. Es wird nie auf andere Weise abgelegt und nie ohne Ihr Wort über http gesendet.

Einer privaten Zertifizierungsstelle wird nur für dieses Konto vertraut. Ein festgelegter Schlüssel lässt Lotse jeden anderen ablehnen, wer immer ihn signiert hat: Es wird nichts gesendet, bevor Sie den neuen verglichen haben.</translation>
    </message>
    <message>
        <source>Everything here holds at once and for all registries.

A proxy that wants a sign-in answers 407; Lotse names that as such. Its password is kept in the keychain. The proxy of the environment is read when Lotse starts.

When the window locks, what it shows is hidden, the sealed secrets are closed and sign-ins are forgotten. With a master password, that password opens it; else it opens with the screen of the desktop.</source>
        <translation>Alles hier gilt sofort und für alle Registrys.

Ein Proxy, der eine Anmeldung verlangt, antwortet mit 407; Lotse benennt das so. Sein Passwort wird im Schlüsselbund gespeichert. Der Proxy der Umgebung wird beim Start von Lotse gelesen.

Wenn sich das Fenster sperrt, wird sein Inhalt verborgen, die versiegelten Secrets werden geschlossen und Anmeldungen vergessen. Mit einem Master-Passwort öffnet es sich mit diesem; sonst mit dem Bildschirm des Desktops.</translation>
    </message>
    <message>
        <source>Docker and podman keep hosts and users in files of their own. Here they become accounts of Lotse, which only read at first.

A secret that lies in such a file is taken as it is. One that a credential helper keeps is asked for when you take the account over, and only then: the helper may ask you to open its own store.

The files of docker and podman are not changed.</source>
        <translation>Docker und podman speichern Hosts und Benutzer in eigenen Dateien. Hier werden sie zu Konten von Lotse, die zunächst nur lesen.

Ein Secret, das in einer solchen Datei liegt, wird unverändert übernommen. Eines, das ein Credential-Helper speichert, wird abgefragt, wenn Sie das Konto übernehmen, und nur dann: Der Helper bittet Sie vielleicht, seinen eigenen Speicher zu öffnen.

Die Dateien von docker und podman werden nicht verändert.</translation>
    </message>
    <message>
        <source>One text with versions, settings, the state of the registries, the last problems and requests. What you see is all that is saved.

It holds no password, token or key. Names of hosts, projects and people are left out unless you want them in.</source>
        <translation>Ein Text mit Versionen, Einstellungen, dem Zustand der Registrys, den letzten Problemen und Anfragen. Was Sie sehen, ist alles, was gespeichert wird.

Er enthält kein Passwort, kein Token und keinen Schlüssel. Namen von Hosts, Projekten und Personen sind ausgelassen, sofern Sie sie nicht dabeihaben möchten.</translation>
    </message>
    <message>
        <source>What is in the registry, how much room it takes, how many findings the newest scan reports hold, and what was done lately. A click on a part of a chart opens the rows behind it; each chart has a table with the same numbers.

Numbers of findings come from the registry&apos;s own summary where it has one; the card says from when.</source>
        <translation>Was in der Registry ist, wie viel Platz es braucht, wie viele Befunde die neuesten Scan-Berichte enthalten und was zuletzt getan wurde. Ein Klick auf einen Teil eines Diagramms öffnet die Zeilen dahinter; jedes Diagramm hat eine Tabelle mit denselben Zahlen.

Die Zahlen der Befunde kommen aus der eigenen Übersicht der Registry, wo sie eine hat; die Karte sagt, von wann.</translation>
    </message>
    <message>
        <source>Projects, repositories, artifacts and tags. A repository holds artifacts, each known by its digest; a tag is a name that points at one of them and may move.

Lists come plain at first; the scan overview is asked for the rows in view, because it costs the server much more than the list.</source>
        <translation>Projekte, Repositorys, Artefakte und Tags. Ein Repository enthält Artefakte, jedes an seinem Digest erkennbar; ein Tag ist ein Name, der auf eines von ihnen zeigt und verschoben werden kann.

Listen kommen zunächst schlicht; die Scan-Übersicht wird für die sichtbaren Zeilen abgefragt, weil sie den Server viel mehr kostet als die Liste.</translation>
    </message>
    <message>
        <source>One artifact, by its digest, which Lotse computes from the bytes that it received. Its tabs show the scan report, the layers with the commands that made them, the SBOM, what is attached to it, how to pull it, and the documents as they are.

&quot;Signature attached, not verified&quot; means that the registry holds one. Whether it is valid, and whose it is, is not said by that.</source>
        <translation>Ein Artefakt, nach seinem Digest, den Lotse aus den empfangenen Bytes berechnet. Seine Reiter zeigen den Scan-Bericht, die Schichten mit den Befehlen, die sie erzeugt haben, die SBOM, was an es angehängt ist, wie man es pullt, und die Dokumente, wie sie sind.

„Signatur angehängt, nicht geprüft“ bedeutet, dass die Registry eine enthält. Ob sie gültig ist und von wem sie stammt, ist damit nicht gesagt.</translation>
    </message>
    <message>
        <source>Findings are what the scanners of the registry reported: a vulnerability in a package of an image. The severity is that of the report.

An image that was never scanned has no findings, but that does not make it safe: scans that are missing, failed or old are shown as such.</source>
        <translation>Befunde sind das, was die Scanner der Registry gemeldet haben: eine Schwachstelle in einem Paket eines Images. Der Schweregrad ist der des Berichts.

Ein Image, das nie gescannt wurde, hat keine Befunde und ist deshalb nicht sicher: Scans, die fehlen, fehlgeschlagen oder alt sind, werden als solche gezeigt.</translation>
    </message>
    <message>
        <source>Who may do what: members of projects (people and groups) with their roles, users, groups, and robots with their permissions and expiry.

A robot account signs in with a secret that the registry shows once, when the robot is made or its secret renewed. When it was last seen is read from the audit trail.</source>
        <translation>Wer was darf: Mitglieder von Projekten (Personen und Gruppen) mit ihren Rollen, Benutzer, Gruppen und Robot-Konten mit ihren Berechtigungen und ihrem Ablauf.

Ein Robot-Konto meldet sich mit einem Secret an, das die Registry einmal zeigt: wenn das Robot-Konto angelegt oder sein Secret erneuert wird. Wann es zuletzt gesehen wurde, wird aus dem Audit-Protokoll gelesen.</translation>
    </message>
    <message>
        <source>Quotas limit how much a project may hold; layers that several repositories share count once for the registry, and once in each project.

Retention deletes artifacts by rules, immutable tags may not be moved or deleted, and garbage collection frees the room of what nothing refers to any more.</source>
        <translation>Kontingente begrenzen, wie viel ein Projekt enthalten darf; Schichten, die mehrere Repositorys teilen, zählen für die Registry einmal und in jedem Projekt einmal.

Die Aufbewahrung löscht Artefakte nach Regeln, unveränderliche Tags dürfen nicht verschoben oder gelöscht werden, und die Speicherbereinigung gibt den Platz dessen frei, worauf nichts mehr verweist.</translation>
    </message>
    <message>
        <source>A policy keeps what at least one of its rules keeps, and deletes the rest of the repositories that its rules are about. A rule that is off keeps nothing.

A dry run says what would be deleted without deleting it.</source>
        <translation>Eine Richtlinie behält, was mindestens eine ihrer Regeln behält, und löscht den Rest der Repositorys, von denen ihre Regeln handeln. Eine Regel, die aus ist, behält nichts.

Ein Probelauf sagt, was gelöscht würde, ohne es zu löschen.</translation>
    </message>
    <message>
        <source>What happened and what runs: the audit trail, queues and workers of the registry&apos;s jobs, schedules, and webhooks with what they sent.

Times are shown in your time zone; the tooltip has them as the registry said.</source>
        <translation>Was geschah und was läuft: das Audit-Protokoll, Warteschlangen und Worker der Aufträge der Registry, Zeitpläne und Webhooks mit dem, was sie gesendet haben.

Zeiten werden in Ihrer Zeitzone gezeigt; der Tooltip zeigt sie, wie die Registry sie nannte.</translation>
    </message>
    <message>
        <source>Every operation that the registry noted: who, what, when. Filters are asked of the registry, so that they hold for all entries and not only for those that were read.

The heat map shows when most was done; a click on an hour narrows the table to it.</source>
        <translation>Jede Operation, die die Registry vermerkt hat: wer, was, wann. Filter werden an die Registry gestellt, damit sie für alle Einträge gelten und nicht nur für die gelesenen.

Die Heatmap zeigt, wann am meisten getan wurde; ein Klick auf eine Stunde grenzt die Tabelle darauf ein.</translation>
    </message>
    <message>
        <source>Other registries that this one copies from or to, the policies of that replication in sentences, their runs with the task that failed and its log, and the preheating of peer-to-peer networks.</source>
        <translation>Andere Registrys, aus denen oder in die diese kopiert, die Richtlinien dieser Replikation in Sätzen, ihre Läufe mit der fehlgeschlagenen Aufgabe und deren Log sowie das Vorwärmen von Peer-to-Peer-Netzen.</translation>
    </message>
    <message>
        <source>How the registry is set up. Secrets of its configuration are never shown: the registry does not tell them, and Lotse would not.

Who may change a key is said by the registry for each of them.</source>
        <translation>Wie die Registry eingerichtet ist. Secrets ihrer Konfiguration werden nie gezeigt: Die Registry nennt sie nicht, und Lotse täte es auch nicht.

Wer einen Schlüssel ändern darf, sagt die Registry für jeden von ihnen.</translation>
    </message>
    <message>
        <source>One project: its repositories, members, robots, rules and log. The tables are those of the sections, narrowed to this project.</source>
        <translation>Ein Projekt: seine Repositorys, Mitglieder, Robot-Konten, Regeln und sein Protokoll. Die Tabellen sind die der Bereiche, auf dieses Projekt eingegrenzt.</translation>
    </message>
    <message>
        <source>The artifacts of a repository, the newest first. Tags, size, the time of the push and of the last pull come with the list; findings and what is attached follow for the rows in view.

Space marks a row, Shift and the arrows mark several.</source>
        <translation>Die Artefakte eines Repositorys, die neuesten zuerst. Tags, Größe, die Zeit des Pushs und des letzten Pulls kommen mit der Liste; Befunde und Angehängtes folgen für die sichtbaren Zeilen.

Die Leertaste markiert eine Zeile, Umschalt und die Pfeiltasten markieren mehrere.</translation>
    </message>
    <message>
        <source>How much of its limit each project uses. &quot;No limit&quot; is a limit, too. Sort by the share to see who runs out first.</source>
        <translation>Wie viel von seiner Grenze jedes Projekt belegt. „Unbegrenzt“ ist auch eine Grenze. Sortieren Sie nach dem Anteil, um zu sehen, wem der Platz zuerst ausgeht.</translation>
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
    <message>
        <source>Signs in at %1, and renews its token by itself.</source>
        <translation>Meldet sich bei %1 an und erneuert sein Token von selbst.</translation>
    </message>
    <message>
        <source>The new key stands in the form. Save it, and the account trusts it alone.</source>
        <translation>Der neue Schlüssel steht im Formular. Speichern Sie es, dann vertraut das Konto ihm allein.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ActivityPlot</name>
    <message>
        <source>so far</source>
        <translation>bisher</translation>
    </message>
</context>
<context>
    <name>lotse::ui::AllowlistView</name>
    <message>
        <source>Project %1</source>
        <translation>Projekt %1</translation>
    </message>
    <message>
        <source>The whole registry</source>
        <translation>Die ganze Registry</translation>
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
    <name>lotse::ui::ComeAndGoPlot</name>
    <message>
        <source>New</source>
        <translation>Neu</translation>
    </message>
    <message>
        <source>Gone</source>
        <translation>Weggefallen</translation>
    </message>
</context>
<context>
    <name>lotse::ui::CompareView</name>
    <message>
        <source>pushed %1</source>
        <translation>gepusht %1</translation>
    </message>
    <message>
        <source>It is one and the same image, with the same layers.</source>
        <translation>Es ist ein und dasselbe Image mit denselben Schichten.</translation>
    </message>
    <message>
        <source>These are layers of different platforms: %1 and %2.</source>
        <translation>Das sind Schichten verschiedener Plattformen: %1 und %2.</translation>
    </message>
    <message>
        <source>Layers are those of %1.</source>
        <translation>Die Schichten sind die von %1.</translation>
    </message>
    <message>
        <source>Its own report before</source>
        <translation>Der eigene vorige Bericht</translation>
    </message>
    <message>
        <source>%1 findings added, %2 gone, %3 changed, %4 the same</source>
        <translation>%1 Befunde hinzugekommen, %2 weggefallen, %3 geändert, %4 gleich</translation>
    </message>
    <message>
        <source>not scanned on all of its platforms</source>
        <translation>nicht auf allen Plattformen gescannt</translation>
    </message>
    <message>
        <source>reported %1</source>
        <translation>gemeldet %1</translation>
    </message>
    <message>
        <source>reported %1 by %2</source>
        <translation>gemeldet %1 von %2</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ConnectionForm</name>
    <message>
        <source>Its key is encrypted; the passphrase is kept where the secret of the account is.</source>
        <translation>Sein Schlüssel ist verschlüsselt; die Passphrase wird dort aufbewahrt, wo das Geheimnis des Kontos ist.</translation>
    </message>
    <message>
        <source>Shows the certificate of %1, issued by %2, until %3.</source>
        <translation>Weist das Zertifikat von %1 vor, ausgestellt von %2, gültig bis %3.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::CveView</name>
    <message>
        <source>one image: %1</source>
        <translation>ein Image: %1</translation>
    </message>
    <message>
        <source>repository %1</source>
        <translation>Repository %1</translation>
    </message>
    <message>
        <source>project %1</source>
        <translation>Projekt %1</translation>
    </message>
    <message>
        <source>all registries</source>
        <translation>alle Registrys</translation>
    </message>
    <message>
        <source>registry %1</source>
        <translation>Registry %1</translation>
    </message>
    <message>
        <source>CVSS %1</source>
        <translation>CVSS %1</translation>
    </message>
    <message>
        <source>EPSS %1 %</source>
        <translation>EPSS %1 %</translation>
    </message>
    <message>
        <source>known to be exploited</source>
        <translation>bekanntermaßen ausgenutzt</translation>
    </message>
    <message>
        <source>used by ransomware</source>
        <translation>von Ransomware verwendet</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln Image</numerusform>
            <numerusform>%Ln Images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories</source>
        <translation>
            <numerusform>%Ln Repository</numerusform>
            <numerusform>%Ln Repositorys</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln packages</source>
        <translation>
            <numerusform>%Ln Paket</numerusform>
            <numerusform>%Ln Pakete</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings, %1 with a fix</source>
        <translation>
            <numerusform>%Ln Befund, %1 mit Korrektur</numerusform>
            <numerusform>%Ln Befunde, %1 mit Korrektur</numerusform>
        </translation>
    </message>
    <message>
        <source>first seen %1</source>
        <translation>zuerst gesehen %1</translation>
    </message>
    <message>
        <source>Nothing was searched: no registry has been read into the local store yet.</source>
        <translation>Es wurde nichts durchsucht: Noch keine Registry wurde in den lokalen Speicher gelesen.</translation>
    </message>
    <message numerus="yes">
        <source>Searched: %Ln images of %1, %2 of them with a report, read %3.</source>
        <translation>
            <numerusform>Durchsucht: %Ln Image aus %1, %2 davon mit Bericht, gelesen %3.</numerusform>
            <numerusform>Durchsucht: %Ln Images aus %1, %2 davon mit Bericht, gelesen %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registries were not searched.</source>
        <translation>
            <numerusform>%Ln Registry wurde nicht durchsucht.</numerusform>
            <numerusform>%Ln Registrys wurden nicht durchsucht.</numerusform>
        </translation>
    </message>
    <message>
        <source>Also known as</source>
        <translation>Auch bekannt als</translation>
    </message>
    <message>
        <source>Scanners say</source>
        <translation>Scanner sagen</translation>
    </message>
    <message>
        <source>CVSS</source>
        <translation>CVSS</translation>
    </message>
    <message>
        <source>Weaknesses</source>
        <translation>Schwächen</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>Status</translation>
    </message>
    <message>
        <source>Packages</source>
        <translation>Pakete</translation>
    </message>
    <message>
        <source>%1, %2</source>
        <translation>%1, %2</translation>
    </message>
    <message>
        <source>expired on %1</source>
        <translation>abgelaufen am %1</translation>
    </message>
    <message>
        <source>until %1</source>
        <translation>bis %1</translation>
    </message>
    <message>
        <source>%1: %2</source>
        <translation>%1: %2</translation>
    </message>
    <message numerus="yes">
        <source>%Ln images, %1 with a report, %2 not scanned, %3 failed</source>
        <translation>
            <numerusform>%Ln Image, %1 mit Bericht, %2 nicht gescannt, %3 fehlgeschlagen</numerusform>
            <numerusform>%Ln Images, %1 mit Bericht, %2 nicht gescannt, %3 fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message>
        <source>read %1</source>
        <translation>gelesen %1</translation>
    </message>
    <message>
        <source>Not searched: this registry keeps no scan reports.</source>
        <translation>Nicht durchsucht: Diese Registry führt keine Scan-Berichte.</translation>
    </message>
    <message>
        <source>Not searched: its findings have not been read yet.</source>
        <translation>Nicht durchsucht: Die Befunde wurden noch nicht gelesen.</translation>
    </message>
    <message>
        <source>Not searched: it was never connected, so its findings are not here.</source>
        <translation>Nicht durchsucht: Sie war nie verbunden, deshalb sind ihre Befunde nicht hier.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::FileChooser</name>
    <message>
        <source>Save as</source>
        <translation>Speichern als</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>Datei wählen</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>Speichern</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>Abbrechen</translation>
    </message>
    <message>
        <source>Name:</source>
        <translation>Name:</translation>
    </message>
    <message>
        <source>Type:</source>
        <translation>Typ:</translation>
    </message>
    <message>
        <source>Folder:</source>
        <translation>Ordner:</translation>
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
    <message>
        <source>The file was not made in %1: %2. Save it instead.</source>
        <translation>Die Datei wurde nicht in %1 angelegt: %2. Speichern Sie sie stattdessen.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::FindingsDesk</name>
    <message>
        <source>%1 was read %2.</source>
        <translation>%1 wurde %2 gelesen.</translation>
    </message>
    <message>
        <source>Undone.</source>
        <translation>Zurückgenommen.</translation>
    </message>
    <message numerus="yes">
        <source>%n decisions withdrawn.</source>
        <translation>
            <numerusform>%Ln Entscheidung zurückgezogen.</numerusform>
            <numerusform>%Ln Entscheidungen zurückgezogen.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decisions made: %1.</source>
        <translation>
            <numerusform>%Ln Entscheidung getroffen: %1.</numerusform>
            <numerusform>%Ln Entscheidungen getroffen: %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>How likely a vulnerability is to be exploited. File: epss_scores-DATE.csv or .csv.gz</source>
        <translation>Wie wahrscheinlich es ist, dass eine Schwachstelle ausgenutzt wird. Datei: epss_scores-DATE.csv oder .csv.gz</translation>
    </message>
    <message>
        <source>What is known to be exploited. File: known_exploited_vulnerabilities.json</source>
        <translation>Was bekanntermaßen ausgenutzt wird. Datei: known_exploited_vulnerabilities.json</translation>
    </message>
    <message>
        <source>from %1</source>
        <translation>von %1</translation>
    </message>
    <message numerus="yes">
        <source>from %n registries: %1</source>
        <translation>
            <numerusform>von %n Registry: %1</numerusform>
            <numerusform>von %n Registrys: %1</numerusform>
        </translation>
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
    <message>
        <source>Findings of all registries</source>
        <translation>Befunde aller Registrys</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help of this page</source>
        <translation>Hilfe zu dieser Seite</translation>
    </message>
    <message>
        <source>About Lotse</source>
        <translation>Über Lotse</translation>
    </message>
    <message>
        <source>Diagnostics for a report</source>
        <translation>Diagnose für einen Fehlerbericht</translation>
    </message>
    <message>
        <source>Take over accounts from docker and podman</source>
        <translation>Konten von docker und podman übernehmen</translation>
    </message>
    <message>
        <source>Lock the window</source>
        <translation>Fenster sperren</translation>
    </message>
    <message>
        <source>System theme</source>
        <translation>Farbschema des Systems</translation>
    </message>
    <message>
        <source>Sync findings of all registries</source>
        <translation>Befunde aller Registrys abgleichen</translation>
    </message>
    <message>
        <source>Sync findings of this registry</source>
        <translation>Befunde dieser Registry abgleichen</translation>
    </message>
    <message>
        <source>Edit the account of this registry</source>
        <translation>Konto dieser Registry bearbeiten</translation>
    </message>
    <message>
        <source>Manage registries</source>
        <translation>Registrys verwalten</translation>
    </message>
    <message>
        <source>accounts edit remove registries</source>
        <translation>Konten bearbeiten entfernen Registrys</translation>
    </message>
    <message>
        <source>Previous registry</source>
        <translation>Vorherige Registry</translation>
    </message>
</context>
<context>
    <name>lotse::ui::Help</name>
    <message>
        <source>The window</source>
        <translation>Das Fenster</translation>
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
    <name>lotse::ui::OidcForm</name>
    <message>
        <source>Asking %1 where it signs people in…</source>
        <translation>%1 wird gefragt, wo die Anmeldung stattfindet…</translation>
    </message>
    <message>
        <source>Found. Sign in with the browser now.</source>
        <translation>Gefunden. Melden Sie sich jetzt mit dem Browser an.</translation>
    </message>
    <message>
        <source>Asking the identity provider…</source>
        <translation>Der Identitätsanbieter wird gefragt…</translation>
    </message>
    <message>
        <source>Sign in on the page that your browser shows. Lotse goes on by itself.</source>
        <translation>Melden Sie sich auf der Seite an, die Ihr Browser zeigt. Lotse fährt von selbst fort.</translation>
    </message>
    <message>
        <source>Open the address in any browser, also of another machine, and type the code. Lotse goes on by itself.</source>
        <translation>Öffnen Sie die Adresse in einem beliebigen Browser, auch auf einem anderen Rechner, und geben Sie den Code ein. Lotse fährt von selbst fort.</translation>
    </message>
    <message>
        <source>Signed in as %1 until %2: the provider gave no token to renew that with.</source>
        <translation>Angemeldet als %1 bis %2: Der Anbieter gab kein Token, um das zu verlängern.</translation>
    </message>
    <message>
        <source>Signed in as %1. Save to keep it.</source>
        <translation>Angemeldet als %1. Speichern Sie, um es zu behalten.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::PlaceSource</name>
    <message>
        <source>Project</source>
        <translation>Projekt</translation>
    </message>
    <message>
        <source>Repository</source>
        <translation>Repository</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>Tag</translation>
    </message>
    <message>
        <source>Image</source>
        <translation>Image</translation>
    </message>
    <message>
        <source>Vulnerability</source>
        <translation>Schwachstelle</translation>
    </message>
    <message>
        <source>User, in the audit trail</source>
        <translation>Benutzer, im Audit-Protokoll</translation>
    </message>
    <message>
        <source>all registries</source>
        <translation>alle Registrys</translation>
    </message>
    <message>
        <source>Add the registry %1</source>
        <translation>Registry %1 hinzufügen</translation>
    </message>
    <message>
        <source>No account is there yet</source>
        <translation>Noch kein Konto vorhanden</translation>
    </message>
    <message>
        <source>Project %1 of %2</source>
        <translation>Projekt %1 von %2</translation>
    </message>
</context>
<context>
    <name>lotse::ui::PlotItem</name>
    <message>
        <source>The chart is not drawn yet. Try again in a moment.</source>
        <translation>Das Diagramm ist noch nicht gezeichnet. Versuchen Sie es gleich noch einmal.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ProblemList</name>
    <message>
        <source>Request ID: %1</source>
        <translation>Anfrage-ID: %1</translation>
    </message>
    <message>
        <source>solved</source>
        <translation>gelöst</translation>
    </message>
    <message>
        <source>open</source>
        <translation>offen</translation>
    </message>
</context>
<context>
    <name>lotse::ui::ProxyControl</name>
    <message>
        <source>The password holds until the program ends. %1</source>
        <translation>Das Passwort gilt, bis das Programm endet. %1</translation>
    </message>
    <message>
        <source>The password is kept in the keychain.</source>
        <translation>Das Passwort ist im Schlüsselbund gespeichert.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::RequestList</name>
    <message numerus="yes">
        <source>again in %n s</source>
        <translation>
            <numerusform>erneut in %Ln s</numerusform>
            <numerusform>erneut in %Ln s</numerusform>
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
    <name>lotse::ui::ScreenLock</name>
    <message>
        <source>The desktop did not lock its screen.</source>
        <translation>Der Desktop hat seinen Bildschirm nicht gesperrt.</translation>
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
    <name>lotse::ui::StorageRows</name>
    <message>
        <source>%1: %2, without a limit</source>
        <translation>%1: %2, ohne Grenze</translation>
    </message>
    <message>
        <source>%1: %2 of %3</source>
        <translation>%1: %2 von %3</translation>
    </message>
    <message numerus="yes">
        <source>%n projects use %1</source>
        <translation>
            <numerusform>%n Projekt belegt %1</numerusform>
            <numerusform>%n Projekte belegen %1</numerusform>
        </translation>
    </message>
    <message>
        <source>limits add up to %1</source>
        <translation>Grenzen ergeben zusammen %1</translation>
    </message>
    <message numerus="yes">
        <source>%n without a limit</source>
        <translation>
            <numerusform>%n ohne Grenze</numerusform>
            <numerusform>%n ohne Grenze</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n full</source>
        <translation>
            <numerusform>%n voll</numerusform>
            <numerusform>%n voll</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n above 90 %</source>
        <translation>
            <numerusform>%n über 90 %</numerusform>
            <numerusform>%n über 90 %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::StoreRoom</name>
    <message>
        <source>Making room in the local store</source>
        <translation>Im lokalen Speicher wird Platz geschaffen</translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports dropped</source>
        <translation>
            <numerusform>%Ln Bericht fallen gelassen</numerusform>
            <numerusform>%Ln Berichte fallen gelassen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports of images that are not seen any more were dropped; the store holds %1.</source>
        <translation>
            <numerusform>%Ln Bericht von Images, die nicht mehr zu sehen sind, wurde fallen gelassen; der Speicher fasst %1.</numerusform>
            <numerusform>%Ln Berichte von Images, die nicht mehr zu sehen sind, wurden fallen gelassen; der Speicher fasst %1.</numerusform>
        </translation>
    </message>
    <message>
        <source>That is more than the limit of %1: all that is left is of images that are there, and is kept.</source>
        <translation>Das ist mehr als die Grenze von %1: alles Übrige ist von Images, die da sind, und bleibt.</translation>
    </message>
</context>
<context>
    <name>lotse::ui::SyncJobs</name>
    <message>
        <source>Asking the registry who we are</source>
        <translation>Die Registry wird gefragt, wer wir sind</translation>
    </message>
    <message>
        <source>Listing images</source>
        <translation>Images werden aufgelistet</translation>
    </message>
    <message>
        <source>Storing the lists</source>
        <translation>Listen werden gespeichert</translation>
    </message>
    <message>
        <source>Reading scan reports</source>
        <translation>Scan-Berichte werden gelesen</translation>
    </message>
    <message>
        <source>Reading old scan reports again</source>
        <translation>Alte Scan-Berichte werden neu gelesen</translation>
    </message>
    <message>
        <source>Reading the audit trail</source>
        <translation>Audit-Protokoll wird gelesen</translation>
    </message>
    <message>
        <source>%1 a second</source>
        <translation>%1 pro Sekunde</translation>
    </message>
    <message>
        <source>%1 left</source>
        <translation>noch %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln new images</source>
        <translation>
            <numerusform>%Ln neues Image</numerusform>
            <numerusform>%Ln neue Images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pushed again</source>
        <translation>
            <numerusform>%Ln erneut gepusht</numerusform>
            <numerusform>%Ln erneut gepusht</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not seen any more</source>
        <translation>
            <numerusform>%Ln nicht mehr gesehen</numerusform>
            <numerusform>%Ln nicht mehr gesehen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports with %1 findings</source>
        <translation>
            <numerusform>%Ln Bericht mit %1 Befunden</numerusform>
            <numerusform>%Ln Berichte mit %1 Befunden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln audit entries</source>
        <translation>
            <numerusform>%Ln Audit-Eintrag</numerusform>
            <numerusform>%Ln Audit-Einträge</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing new in %Ln images</source>
        <translation>
            <numerusform>Nichts Neues in %Ln Image</numerusform>
            <numerusform>Nichts Neues in %Ln Images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln scans failed</source>
        <translation>
            <numerusform>%Ln Scan fehlgeschlagen</numerusform>
            <numerusform>%Ln Scans fehlgeschlagen</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports could not be read and are asked for again</source>
        <translation>
            <numerusform>%Ln Bericht war nicht lesbar und wird erneut angefragt</numerusform>
            <numerusform>%Ln Berichte waren nicht lesbar und werden erneut angefragt</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects refused: %1</source>
        <translation>
            <numerusform>%Ln Projekt abgelehnt: %1</numerusform>
            <numerusform>%Ln Projekte abgelehnt: %1</numerusform>
        </translation>
    </message>
    <message>
        <source>the list of projects is not whole</source>
        <translation>die Liste der Projekte ist nicht vollständig</translation>
    </message>
    <message>
        <source>%1 (%2)</source>
        <translation>%1 (%2)</translation>
    </message>
    <message>
        <source>Cancelled: the registry was removed.</source>
        <translation>Abgebrochen: Die Registry wurde entfernt.</translation>
    </message>
    <message>
        <source>Findings of %1</source>
        <translation>Befunde von %1</translation>
    </message>
    <message>
        <source>New reports are read.</source>
        <translation>Neue Berichte werden gelesen.</translation>
    </message>
    <message>
        <source>Old findings of %1</source>
        <translation>Alte Befunde von %1</translation>
    </message>
    <message>
        <source>Cancelled. What was read is kept; the next run goes on from there.</source>
        <translation>Abgebrochen. Was gelesen wurde, bleibt; der nächste Lauf setzt dort fort.</translation>
    </message>
    <message>
        <source>waits until another account of this registry has read</source>
        <translation>wartet, bis ein anderes Konto dieser Registry gelesen hat</translation>
    </message>
    <message>
        <source>findings could not be read</source>
        <translation>Befunde waren nicht lesbar</translation>
    </message>
    <message>
        <source>findings not read yet</source>
        <translation>Befunde noch nicht gelesen</translation>
    </message>
    <message>
        <source>findings read %1, the last try failed</source>
        <translation>Befunde gelesen %1, der letzte Versuch ist fehlgeschlagen</translation>
    </message>
    <message>
        <source>findings read %1</source>
        <translation>Befunde gelesen %1</translation>
    </message>
    <message>
        <source>findings read in part %1</source>
        <translation>Befunde teilweise gelesen %1</translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports could not be read, or not all of their lines</source>
        <translation>
            <numerusform>%Ln Bericht konnte nicht oder nicht mit allen Zeilen gelesen werden</numerusform>
            <numerusform>%Ln Berichte konnten nicht oder nicht mit allen Zeilen gelesen werden</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln audit entries could not be read</source>
        <translation>
            <numerusform>%Ln Audit-Eintrag konnte nicht gelesen werden</numerusform>
            <numerusform>%Ln Audit-Einträge konnten nicht gelesen werden</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SystemWords</name>
    <message>
        <source>Access level</source>
        <translation>Zugriffsebene</translation>
    </message>
    <message>
        <source>public: anyone may pull</source>
        <translation>öffentlich: jeder darf pullen</translation>
    </message>
    <message>
        <source>private</source>
        <translation>privat</translation>
    </message>
    <message>
        <source>Owner</source>
        <translation>Besitzer</translation>
    </message>
    <message>
        <source>Created</source>
        <translation>Erstellt</translation>
    </message>
    <message>
        <source>Prevent vulnerable images from running</source>
        <translation>Ausführen verwundbarer Images verhindern</translation>
    </message>
    <message>
        <source>yes, of severity %1 and above</source>
        <translation>ja, ab Schweregrad %1</translation>
    </message>
    <message>
        <source>Cosign signature required</source>
        <translation>Cosign-Signatur erforderlich</translation>
    </message>
    <message>
        <source>Notation signature required</source>
        <translation>Notation-Signatur erforderlich</translation>
    </message>
    <message>
        <source>Scan on push</source>
        <translation>Scan beim Push</translation>
    </message>
    <message>
        <source>SBOM on push</source>
        <translation>SBOM beim Push</translation>
    </message>
    <message>
        <source>CVE allowlist</source>
        <translation>CVE-Zulassungsliste</translation>
    </message>
    <message>
        <source>that of the system</source>
        <translation>die des Systems</translation>
    </message>
    <message numerus="yes">
        <source>its own, %n entries</source>
        <translation>
            <numerusform>eigene, %n Eintrag</numerusform>
            <numerusform>eigene, %n Einträge</numerusform>
        </translation>
    </message>
    <message>
        <source>Tag retention</source>
        <translation>Aufbewahrung von Tags</translation>
    </message>
    <message>
        <source>no policy</source>
        <translation>keine Richtlinie</translation>
    </message>
    <message>
        <source>policy #%1</source>
        <translation>Richtlinie #%1</translation>
    </message>
    <message>
        <source>Scanner</source>
        <translation>Scanner</translation>
    </message>
    <message>
        <source>Proxy cache</source>
        <translation>Proxy-Cache</translation>
    </message>
    <message>
        <source>of registry #%1</source>
        <translation>von Registry #%1</translation>
    </message>
    <message>
        <source>%1 used, without a limit</source>
        <translation>%1 belegt, ohne Grenze</translation>
    </message>
    <message>
        <source>%1 of %2 used</source>
        <translation>%1 von %2 belegt</translation>
    </message>
</context>
<context>
    <name>lotse::ui::TakeoverList</name>
    <message>
        <source>known to the helper</source>
        <translation>dem Helper bekannt</translation>
    </message>
    <message>
        <source>by docker-credential-%1</source>
        <translation>durch docker-credential-%1</translation>
    </message>
    <message>
        <source>nowhere: type it</source>
        <translation>nirgends: Geben Sie es ein</translation>
    </message>
    <message>
        <source>in the file, readable to every program of yours</source>
        <translation>in der Datei, lesbar für alle Ihre Programme</translation>
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
    <name>lotse::ui::TrendsView</name>
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
        <translation>Keiner</translation>
    </message>
    <message>
        <source>Unknown</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>%1 %2</source>
        <translation>%1 %2</translation>
    </message>
    <message>
        <source>none</source>
        <translation>keine</translation>
    </message>
    <message>
        <source>All registries</source>
        <translation>Alle Registrys</translation>
    </message>
    <message>
        <source>History begins on %1. It holds one day so far, so there is no trend yet.</source>
        <translation>Der Verlauf beginnt am %1. Er umfasst bisher einen Tag, es gibt also noch keinen Trend.</translation>
    </message>
    <message numerus="yes">
        <source>History begins on %1. %n days with a reading are shown.</source>
        <translation>
            <numerusform>Der Verlauf beginnt am %1. %Ln Tag mit Lesevorgang wird gezeigt.</numerusform>
            <numerusform>Der Verlauf beginnt am %1. %Ln Tage mit Lesevorgang werden gezeigt.</numerusform>
        </translation>
    </message>
    <message>
        <source>%1: %2 open issues: %3</source>
        <translation>%1: %2 offene Fälle: %3</translation>
    </message>
    <message>
        <source>%1 new, %2 gone</source>
        <translation>%1 neu, %2 weggefallen</translation>
    </message>
    <message>
        <source>Week of %1: %2
New: %3
Gone: %4</source>
        <translation>Woche vom %1: %2
Neu: %3
Weggefallen: %4</translation>
    </message>
    <message>
        <source>%1 of %2 images (%3), %4 scans failed</source>
        <translation>%1 von %2 Images (%3), %4 Scans fehlgeschlagen</translation>
    </message>
    <message>
        <source>%1 on average, the oldest %2</source>
        <translation>im Mittel %1, der älteste %2</translation>
    </message>
    <message>
        <source>%1: %2 issues in %3 images; %4 of %5 findings have a fix</source>
        <translation>%1: %2 Fälle in %3 Images; %4 von %5 Befunden haben eine Korrektur</translation>
    </message>
    <message numerus="yes">
        <source>%1 on average, half within %2, of %Ln issues</source>
        <translation>
            <numerusform>im Mittel %1, Median %2, aus %Ln Fall</numerusform>
            <numerusform>im Mittel %1, Median %2, aus %Ln Fällen</numerusform>
        </translation>
    </message>
    <message>
        <source>All</source>
        <translation>Alle</translation>
    </message>
    <message>
        <source>%1 open on %2, %3 with a fix</source>
        <translation>%1 offen am %2, %3 mit Korrektur</translation>
    </message>
    <message>
        <source>%1 on average</source>
        <translation>im Mittel %1</translation>
    </message>
</context>
<context>
    <name>lotse::ui::WorstView</name>
    <message>
        <source>The oldest of the reports was read %1.</source>
        <translation>Der älteste der Berichte wurde %1 gelesen.</translation>
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
        <source>Address of a registry to add, or a lotse:// link to open.</source>
        <translation>Adresse einer Registry, die hinzugefügt werden soll, oder ein lotse://-Link zum Öffnen.</translation>
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
    <message>
        <source>Labels of projects</source>
        <translation>Labels der Projekte</translation>
    </message>
    <message>
        <source>Findings</source>
        <translation>Befunde</translation>
    </message>
    <message>
        <source>Security summary</source>
        <translation>Sicherheitsübersicht</translation>
    </message>
    <message>
        <source>Security hub of Harbor</source>
        <translation>Security Hub von Harbor</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Trends</source>
        <translation>Trends</translation>
    </message>
    <message>
        <source>Vulnerability</source>
        <translation>Schwachstelle</translation>
    </message>
    <message>
        <source>Scan gaps</source>
        <translation>Scan-Lücken</translation>
    </message>
    <message>
        <source>Deployment policies</source>
        <translation>Bereitstellungsrichtlinien</translation>
    </message>
    <message>
        <source>Allowlists</source>
        <translation>Zulassungslisten</translation>
    </message>
    <message>
        <source>Access to a project</source>
        <translation>Zugriff auf ein Projekt</translation>
    </message>
    <message>
        <source>Robots</source>
        <translation>Robot-Konten</translation>
    </message>
    <message>
        <source>Sizes</source>
        <translation>Größen</translation>
    </message>
    <message>
        <source>Retention run</source>
        <translation>Aufbewahrungslauf</translation>
    </message>
    <message>
        <source>Jobs</source>
        <translation>Aufträge</translation>
    </message>
    <message>
        <source>Proxy caches</source>
        <translation>Proxy-Caches</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>Zustand</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>About Lotse</source>
        <translation>Über Lotse</translation>
    </message>
    <message>
        <source>Diagnostics</source>
        <translation>Diagnose</translation>
    </message>
    <message>
        <source>Take over from docker</source>
        <translation>Von docker übernehmen</translation>
    </message>
    <message>
        <source>VEX document</source>
        <translation>VEX-Dokument</translation>
    </message>
</context>
</TS>
