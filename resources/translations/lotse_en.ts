<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountConnection</name>
    <message numerus="yes">
        <source>Trusts %n certificates of its own alone.</source>
        <translation>
            <numerusform>Trusts %Ln certificate of its own alone.</numerusform>
            <numerusform>Trusts %Ln certificates of its own alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln registry</numerusform>
            <numerusform>%Ln registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AllPage</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln registry</numerusform>
            <numerusform>%Ln registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArtifactHead</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%Ln line</numerusform>
            <numerusform>%Ln lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetMenu</name>
    <message numerus="yes">
        <source>%1: %n values</source>
        <translation>
            <numerusform>%1: %Ln value</numerusform>
            <numerusform>%1: %Ln values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailureReason</name>
    <message numerus="yes">
        <source>What the log says of errors (%n lines)</source>
        <translation>
            <numerusform>What the log says of errors (%Ln line)</numerusform>
            <numerusform>What the log says of errors (%Ln lines)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingCounts</name>
    <message numerus="yes">
        <source>%n scans failed</source>
        <translation>
            <numerusform>%Ln scan failed</numerusform>
            <numerusform>%Ln scans failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images not scanned</source>
        <translation>
            <numerusform>%Ln image not scanned</numerusform>
            <numerusform>%Ln images not scanned</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>occurrences</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>occurrence</numerusform>
            <numerusform>occurrences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>issues</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>issue</numerusform>
            <numerusform>issues</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>vulnerabilities</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>vulnerability</numerusform>
            <numerusform>vulnerabilities</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>packages</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>package</numerusform>
            <numerusform>packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>images</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>image</numerusform>
            <numerusform>images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>repositories</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>repository</numerusform>
            <numerusform>repositories</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>occurrences with a fix</source>
        <comment>after a number</comment>
        <translation>
            <numerusform>occurrence with a fix</numerusform>
            <numerusform>occurrences with a fix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports could not be read</source>
        <translation>
            <numerusform>%Ln report could not be read</numerusform>
            <numerusform>%Ln reports could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingImages</name>
    <message numerus="yes">
        <source>In %n images</source>
        <translation>
            <numerusform>In %Ln image</numerusform>
            <numerusform>In %Ln images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>JobsPage</name>
    <message numerus="yes">
        <source>%n jobs wait</source>
        <translation>
            <numerusform>%Ln job waits</numerusform>
            <numerusform>%Ln jobs wait</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n queues paused</source>
        <translation>
            <numerusform>%Ln queue paused</numerusform>
            <numerusform>%Ln queues paused</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatrixBar</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%Ln member</numerusform>
            <numerusform>%Ln members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects</source>
        <translation>
            <numerusform>%Ln project</numerusform>
            <numerusform>%Ln projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewActivity</name>
    <message numerus="yes">
        <source>%n audit entries</source>
        <translation>
            <numerusform>%Ln audit entry</numerusform>
            <numerusform>%Ln audit entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewStorage</name>
    <message numerus="yes">
        <source>%n smaller ones are left out</source>
        <translation>
            <numerusform>%Ln smaller one is left out</numerusform>
            <numerusform>%Ln smaller ones are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsLook</name>
    <message numerus="yes">
        <source>Read again every %n minutes while it is shown.</source>
        <translation>
            <numerusform>Read again every %Ln minute while it is shown.</numerusform>
            <numerusform>Read again every %Ln minutes while it is shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is new is read into the local store every %n minutes, and after each sign-in.</source>
        <translation>
            <numerusform>What is new is read into the local store every %Ln minute, and after each sign-in.</numerusform>
            <numerusform>What is new is read into the local store every %Ln minutes, and after each sign-in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsStore</name>
    <message numerus="yes">
        <source>%1: %2 in %n reports</source>
        <translation>
            <numerusform>%1: %2 in %Ln report</numerusform>
            <numerusform>%1: %2 in %Ln reports</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1, %n of them of images that are not seen any more</source>
        <translation>
            <numerusform>%1, %Ln of them of an image that is not seen any more</numerusform>
            <numerusform>%1, %Ln of them of images that are not seen any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n reports (%1) are of images that were deleted, or that no account of this program may see. What they found can then no longer be looked up here. Decisions stay.</source>
        <translation>
            <numerusform>%Ln report (%1) is of an image that was deleted, or that no account of this program may see. What it found can then no longer be looked up here. Decisions stay.</numerusform>
            <numerusform>%Ln reports (%1) are of images that were deleted, or that no account of this program may see. What they found can then no longer be looked up here. Decisions stay.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%Ln registry</numerusform>
            <numerusform>%Ln registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableFoot</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%Ln selected</numerusform>
            <numerusform>%Ln selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message numerus="yes">
        <source>Copy %n rows</source>
        <translation>
            <numerusform>Copy %Ln row</numerusform>
            <numerusform>Copy %Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStates</name>
    <message numerus="yes">
        <source>%n rows are loaded; none of them has this text.</source>
        <translation>
            <numerusform>%Ln row is loaded; it does not have this text.</numerusform>
            <numerusform>%Ln rows are loaded; none of them has this text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%Ln row</numerusform>
            <numerusform>%Ln rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkbenchSelection</name>
    <message numerus="yes">
        <source>%n rows selected</source>
        <translation>
            <numerusform>%Ln row selected</numerusform>
            <numerusform>%Ln rows selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln occurrences that match are selected</source>
        <translation>
            <numerusform>The %Ln occurrence that matches is selected</numerusform>
            <numerusform>All %Ln occurrences that match are selected</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Select all %Ln occurrences that match</source>
        <translation>
            <numerusform>Select the %Ln occurrence that matches</numerusform>
            <numerusform>Select all %Ln occurrences that match</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>core</name>
    <message numerus="yes">
        <source>%1 in %2, %Ln already decided stay.</source>
        <comment>%1 in %2, %Ln already decided stays.</comment>
        <translation>
            <numerusform>%1 in %2, %Ln already decided stays.</numerusform>
            <numerusform>%1 in %2, %Ln already decided stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings</source>
        <comment>%Ln finding</comment>
        <translation>
            <numerusform>%Ln finding</numerusform>
            <numerusform>%Ln findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images</source>
        <comment>%Ln image</comment>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The EPSS list is %Ln days old. Import a newer file.</source>
        <comment>The EPSS list is %Ln day old. Import a newer file.</comment>
        <translation>
            <numerusform>The EPSS list is %Ln day old. Import a newer file.</numerusform>
            <numerusform>The EPSS list is %Ln days old. Import a newer file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The list of exploited vulnerabilities (KEV) is %Ln days old. Import a newer file.</source>
        <comment>The list of exploited vulnerabilities (KEV) is %Ln day old. Import a newer file.</comment>
        <translation>
            <numerusform>The list of exploited vulnerabilities (KEV) is %Ln day old. Import a newer file.</numerusform>
            <numerusform>The list of exploited vulnerabilities (KEV) is %Ln days old. Import a newer file.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1: %Ln entries</source>
        <comment>%1: %Ln entry</comment>
        <translation>
            <numerusform>%1: %Ln entry</numerusform>
            <numerusform>%1: %Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in an attestation with %Ln signatures that nobody checked</source>
        <comment>in an attestation with %Ln signature that nobody checked</comment>
        <translation>
            <numerusform>in an attestation with %Ln signature that nobody checked</numerusform>
            <numerusform>in an attestation with %Ln signatures that nobody checked</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings in %1 follow the changed decision.</source>
        <comment>%Ln finding in %1 follows the changed decision.</comment>
        <translation>
            <numerusform>%Ln finding in %1 follows the changed decision.</numerusform>
            <numerusform>%Ln findings in %1 follow the changed decision.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>All %Ln findings are decided already. Withdraw or change that decision first.</source>
        <comment>The finding is decided already. Withdraw or change that decision first.</comment>
        <translation>
            <numerusform>The finding is decided already. Withdraw or change that decision first.</numerusform>
            <numerusform>All %Ln findings are decided already. Withdraw or change that decision first.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It also reaches %Ln findings that are not selected.</source>
        <comment>It also reaches %Ln finding that is not selected.</comment>
        <translation>
            <numerusform>It also reaches %Ln finding that is not selected.</numerusform>
            <numerusform>It also reaches %Ln findings that are not selected.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings that are decided would follow this one.</source>
        <comment>%Ln finding that is decided would follow this one.</comment>
        <translation>
            <numerusform>%Ln finding that is decided would follow this one.</numerusform>
            <numerusform>%Ln findings that are decided would follow this one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln lines of the report cannot be read and are missing here.</source>
        <comment>%Ln line of the report cannot be read and is missing here.</comment>
        <translation>
            <numerusform>%Ln line of the report cannot be read and is missing here.</numerusform>
            <numerusform>%Ln lines of the report cannot be read and are missing here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows could not be read and are not shown.</source>
        <comment>%Ln row could not be read and is not shown.</comment>
        <translation>
            <numerusform>%Ln row could not be read and is not shown.</numerusform>
            <numerusform>%Ln rows could not be read and are not shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories, then the list broke off: %1</source>
        <comment>%Ln repository, then the list broke off: %1</comment>
        <translation>
            <numerusform>%Ln repository, then the list broke off: %1</numerusform>
            <numerusform>%Ln repositories, then the list broke off: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln tags, then the list broke off: %1</source>
        <comment>%Ln tag, then the list broke off: %1</comment>
        <translation>
            <numerusform>%Ln tag, then the list broke off: %1</numerusform>
            <numerusform>%Ln tags, then the list broke off: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its own, %Ln entries, expired</source>
        <comment>its own, %Ln entry, expired</comment>
        <translation>
            <numerusform>its own, %Ln entry, expired</numerusform>
            <numerusform>its own, %Ln entries, expired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>its own, %Ln entries</source>
        <comment>its own, %Ln entry</comment>
        <translation>
            <numerusform>its own, %Ln entry</numerusform>
            <numerusform>its own, %Ln entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Stopped at %Ln rows. Refresh to read on.</source>
        <comment>Stopped at %Ln row. Refresh to read on.</comment>
        <translation>
            <numerusform>Stopped at %Ln row. Refresh to read on.</numerusform>
            <numerusform>Stopped at %Ln rows. Refresh to read on.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>expired %Ln days ago</source>
        <comment>expired %Ln day ago</comment>
        <translation>
            <numerusform>expired %Ln day ago</numerusform>
            <numerusform>expired %Ln days ago</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>in %Ln days</source>
        <comment>in %Ln day</comment>
        <translation>
            <numerusform>in %Ln day</numerusform>
            <numerusform>in %Ln days</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions</source>
        <comment>%Ln decision</comment>
        <translation>
            <numerusform>%Ln decision</numerusform>
            <numerusform>%Ln decisions</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings are decided already and stay.</source>
        <comment>%Ln finding is decided already and stays.</comment>
        <translation>
            <numerusform>%Ln finding is decided already and stays.</numerusform>
            <numerusform>%Ln findings are decided already and stay.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements found nothing here.</source>
        <comment>%Ln statement found nothing here.</comment>
        <translation>
            <numerusform>%Ln statement found nothing here.</numerusform>
            <numerusform>%Ln statements found nothing here.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln names are on the list already: %1</source>
        <comment>%Ln name is on the list already: %1</comment>
        <translation>
            <numerusform>%Ln name is on the list already: %1</numerusform>
            <numerusform>%Ln names are on the list already: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln names are not on the list: %1</source>
        <comment>%Ln name is not on the list: %1</comment>
        <translation>
            <numerusform>%Ln name is not on the list: %1</numerusform>
            <numerusform>%Ln names are not on the list: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities would be put on %1: %2, …</source>
        <comment>%Ln vulnerability would be put on %1: %2, …</comment>
        <translation>
            <numerusform>%Ln vulnerability would be put on %1: %2, …</numerusform>
            <numerusform>%Ln vulnerabilities would be put on %1: %2, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities would be taken off %1: %2, …</source>
        <comment>%Ln vulnerability would be taken off %1: %2, …</comment>
        <translation>
            <numerusform>%Ln vulnerability would be taken off %1: %2, …</numerusform>
            <numerusform>%Ln vulnerabilities would be taken off %1: %2, …</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images that cannot be pulled now could be.</source>
        <comment>%Ln image that cannot be pulled now could be.</comment>
        <translation>
            <numerusform>%Ln image that cannot be pulled now could be.</numerusform>
            <numerusform>%Ln images that cannot be pulled now could be.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images that can be pulled now could not be any more.</source>
        <comment>%Ln image that can be pulled now could not be any more.</comment>
        <translation>
            <numerusform>%Ln image that can be pulled now could not be any more.</numerusform>
            <numerusform>%Ln images that can be pulled now could not be any more.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images hold it and stay blocked by other findings.</source>
        <comment>%Ln image holds it and stays blocked by other findings.</comment>
        <translation>
            <numerusform>%Ln image holds it and stays blocked by other findings.</numerusform>
            <numerusform>%Ln images hold it and stay blocked by other findings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images without a report stay blocked whatever the list says.</source>
        <comment>%Ln image without a report stays blocked whatever the list says.</comment>
        <translation>
            <numerusform>%Ln image without a report stays blocked whatever the list says.</numerusform>
            <numerusform>%Ln images without a report stay blocked whatever the list says.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>EPSS of %1: %Ln vulnerabilities that are here have a score, %2 another one than before.</source>
        <comment>EPSS of %1: %Ln vulnerability that is here has a score, %2 another one than before.</comment>
        <translation>
            <numerusform>EPSS of %1: %Ln vulnerability that is here has a score, %2 another one than before.</numerusform>
            <numerusform>EPSS of %1: %Ln vulnerabilities that are here have a score, %2 another one than before.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>KEV of %1: %Ln vulnerabilities that are here are known to be exploited, none of them newly.</source>
        <comment>KEV of %1: %Ln vulnerability that is here is known to be exploited, not newly.</comment>
        <translation>
            <numerusform>KEV of %1: %Ln vulnerability that is here is known to be exploited, not newly.</numerusform>
            <numerusform>KEV of %1: %Ln vulnerabilities that are here are known to be exploited, none of them newly.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>KEV of %1: %Ln vulnerabilities that are here are known to be exploited, newly %2.</source>
        <comment>KEV of %1: %Ln vulnerability that is here is known to be exploited, newly %2.</comment>
        <translation>
            <numerusform>KEV of %1: %Ln vulnerability that is here is known to be exploited, newly %2.</numerusform>
            <numerusform>KEV of %1: %Ln vulnerabilities that are here are known to be exploited, newly %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 did not let all of %Ln projects be read: %2.</source>
        <comment>%1 did not let all of %Ln project be read: %2.</comment>
        <translation>
            <numerusform>%1 did not let all of %Ln project be read: %2.</numerusform>
            <numerusform>%1 did not let all of %Ln projects be read: %2.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 did not show %Ln projects when it was read last; what is known of them is older.</source>
        <comment>%1 did not show %Ln project when it was read last; what is known of it is older.</comment>
        <translation>
            <numerusform>%1 did not show %Ln project when it was read last; what is known of it is older.</numerusform>
            <numerusform>%1 did not show %Ln projects when it was read last; what is known of them is older.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1, the reports of %Ln images have not been read yet.</source>
        <comment>Of %1, the report of %Ln image has not been read yet.</comment>
        <translation>
            <numerusform>Of %1, the report of %Ln image has not been read yet.</numerusform>
            <numerusform>Of %1, the reports of %Ln images have not been read yet.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts have %1 findings: the registry leaves the order of equals open, here those with more low ones come first, then names decide.</source>
        <comment>%Ln artifact here has %1 findings, as many as another one that the registry names.</comment>
        <translation>
            <numerusform>%Ln artifact here has %1 findings, as many as another one that the registry names.</numerusform>
            <numerusform>%Ln artifacts have %1 findings: the registry leaves the order of equals open, here those with more low ones come first, then names decide.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities here have %1: the registry names any of these equals, the local store those in the most artifacts.</source>
        <comment>%Ln vulnerability here has %1, as another one that the registry names.</comment>
        <translation>
            <numerusform>%Ln vulnerability here has %1, as another one that the registry names.</numerusform>
            <numerusform>%Ln vulnerabilities here have %1: the registry names any of these equals, the local store those in the most artifacts.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>CVSS %1, %Ln artifacts</source>
        <comment>CVSS %1, %Ln artifact</comment>
        <translation>
            <numerusform>CVSS %1, %Ln artifact</numerusform>
            <numerusform>CVSS %1, %Ln artifacts</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln vulnerabilities carry a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</source>
        <comment>%Ln vulnerability carries a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</comment>
        <translation>
            <numerusform>%Ln vulnerability carries a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</numerusform>
            <numerusform>%Ln vulnerabilities carry a decision of the document (analysis), which is not applied here. Import it with &quot;vex import&quot;, too.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more lists are not whole.</source>
        <comment>%Ln more list is not whole.</comment>
        <translation>
            <numerusform>%Ln more list is not whole.</numerusform>
            <numerusform>%Ln more lists are not whole.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more rows could not be read.</source>
        <comment>%Ln more row could not be read.</comment>
        <translation>
            <numerusform>%Ln more row could not be read.</numerusform>
            <numerusform>%Ln more rows could not be read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more quotas are full or nearly full</source>
        <comment>%Ln more quota is full or nearly full</comment>
        <translation>
            <numerusform>%Ln more quota is full or nearly full</numerusform>
            <numerusform>%Ln more quotas are full or nearly full</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more replications failed</source>
        <comment>%Ln more replication failed</comment>
        <translation>
            <numerusform>%Ln more replication failed</numerusform>
            <numerusform>%Ln more replications failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more robots expired or expire soon</source>
        <comment>%Ln more robot expired or expires soon</comment>
        <translation>
            <numerusform>%Ln more robot expired or expires soon</numerusform>
            <numerusform>%Ln more robots expired or expire soon</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln artifacts have no scan result</source>
        <comment>%Ln artifact has no scan result</comment>
        <translation>
            <numerusform>%Ln artifact has no scan result</numerusform>
            <numerusform>%Ln artifacts have no scan result</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln more webhooks failed</source>
        <comment>%Ln more webhook failed</comment>
        <translation>
            <numerusform>%Ln more webhook failed</numerusform>
            <numerusform>%Ln more webhooks failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>and %Ln more</source>
        <comment>and %Ln more</comment>
        <translation>
            <numerusform>and %Ln more</numerusform>
            <numerusform>and %Ln more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Decisions on %Ln findings stated in %1.</source>
        <comment>Decisions on %Ln finding stated in %1.</comment>
        <translation>
            <numerusform>Decisions on %Ln finding stated in %1.</numerusform>
            <numerusform>Decisions on %Ln findings stated in %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings saved as %1.</source>
        <comment>%Ln finding saved as %1.</comment>
        <translation>
            <numerusform>%Ln finding saved as %1.</numerusform>
            <numerusform>%Ln findings saved as %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The manifests of %Ln tags were not read.</source>
        <comment>The manifest of %Ln tag was not read.</comment>
        <translation>
            <numerusform>The manifest of %Ln tag was not read.</numerusform>
            <numerusform>The manifests of %Ln tags were not read.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied.</source>
        <comment>%Ln row copied.</comment>
        <translation>
            <numerusform>%Ln row copied.</numerusform>
            <numerusform>%Ln rows copied.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows copied, but these are not all: %1</source>
        <comment>%Ln row copied, but this is not all: %1</comment>
        <translation>
            <numerusform>%Ln row copied, but this is not all: %1</numerusform>
            <numerusform>%Ln rows copied, but these are not all: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1</source>
        <comment>%Ln row saved as %1</comment>
        <translation>
            <numerusform>%Ln row saved as %1</numerusform>
            <numerusform>%Ln rows saved as %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln rows saved as %1, marked as incomplete: %2</source>
        <comment>%Ln row saved as %1, marked as incomplete: %2</comment>
        <translation>
            <numerusform>%Ln row saved as %1, marked as incomplete: %2</numerusform>
            <numerusform>%Ln rows saved as %1, marked as incomplete: %2</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The reports of %Ln findings do not tell the type of the package: matched by name and version.</source>
        <comment>The report of %Ln finding does not tell the type of the package: matched by name and version.</comment>
        <translation>
            <numerusform>The report of %Ln finding does not tell the type of the package: matched by name and version.</numerusform>
            <numerusform>The reports of %Ln findings do not tell the type of the package: matched by name and version.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln products cannot be told here and were left out.</source>
        <comment>%Ln product cannot be told here and was left out.</comment>
        <translation>
            <numerusform>%Ln product cannot be told here and was left out.</numerusform>
            <numerusform>%Ln products cannot be told here and were left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are superseded by a newer one.</source>
        <comment>%Ln statement is superseded by a newer one.</comment>
        <translation>
            <numerusform>%Ln statement is superseded by a newer one.</numerusform>
            <numerusform>%Ln statements are superseded by a newer one.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements contradict another one of the same time and hide nothing.</source>
        <comment>%Ln statement contradicts another one of the same time and hides nothing.</comment>
        <translation>
            <numerusform>%Ln statement contradicts another one of the same time and hides nothing.</numerusform>
            <numerusform>%Ln statements contradict another one of the same time and hide nothing.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings have a version that cannot be placed in the stated range and stay open.</source>
        <comment>%Ln finding has a version that cannot be placed in the stated range and stays open.</comment>
        <translation>
            <numerusform>%Ln finding has a version that cannot be placed in the stated range and stays open.</numerusform>
            <numerusform>%Ln findings have a version that cannot be placed in the stated range and stay open.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are not final and included.</source>
        <comment>%Ln statement is not final and included.</comment>
        <translation>
            <numerusform>%Ln statement is not final and included.</numerusform>
            <numerusform>%Ln statements are not final and included.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln statements are not final and left out.</source>
        <comment>%Ln statement is not final and left out.</comment>
        <translation>
            <numerusform>%Ln statement is not final and left out.</numerusform>
            <numerusform>%Ln statements are not final and left out.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln secrets</source>
        <comment>%Ln secret</comment>
        <translation>
            <numerusform>%Ln secret</numerusform>
            <numerusform>%Ln secrets</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln misconfigurations</source>
        <comment>%Ln misconfiguration</comment>
        <translation>
            <numerusform>%Ln misconfiguration</numerusform>
            <numerusform>%Ln misconfigurations</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln licences</source>
        <comment>%Ln licence</comment>
        <translation>
            <numerusform>%Ln licence</numerusform>
            <numerusform>%Ln licences</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln results that name no vulnerability</source>
        <comment>%Ln result that names no vulnerability</comment>
        <translation>
            <numerusform>%Ln result that names no vulnerability</numerusform>
            <numerusform>%Ln results that name no vulnerability</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln suppressed by the scanner</source>
        <comment>%Ln suppressed by the scanner</comment>
        <translation>
            <numerusform>%Ln suppressed by the scanner</numerusform>
            <numerusform>%Ln suppressed by the scanner</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln that do not apply by the report itself</source>
        <comment>%Ln that does not apply by the report itself</comment>
        <translation>
            <numerusform>%Ln that does not apply by the report itself</numerusform>
            <numerusform>%Ln that do not apply by the report itself</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings name no package.</source>
        <comment>%Ln finding names no package.</comment>
        <translation>
            <numerusform>%Ln finding names no package.</numerusform>
            <numerusform>%Ln findings name no package.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>The severity of %Ln rows is derived from the score or the level; the report has no word for it.</source>
        <comment>The severity of %Ln row is derived from the score or the level; the report has no word for it.</comment>
        <translation>
            <numerusform>The severity of %Ln row is derived from the score or the level; the report has no word for it.</numerusform>
            <numerusform>The severity of %Ln rows is derived from the score or the level; the report has no word for it.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images or reports of %1 in the local store are damaged and left out. The next sync reads them again.</source>
        <comment>%Ln image or report of %1 in the local store is damaged and left out. The next sync reads it again.</comment>
        <translation>
            <numerusform>%Ln image or report of %1 in the local store is damaged and left out. The next sync reads it again.</numerusform>
            <numerusform>%Ln images or reports of %1 in the local store are damaged and left out. The next sync reads them again.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>When the findings of %Ln repositories of %1 were first seen could not be read, so that due dates may be too late.</source>
        <comment>When the findings of %Ln repository of %1 were first seen could not be read, so that due dates may be too late.</comment>
        <translation>
            <numerusform>When the findings of %Ln repository of %1 were first seen could not be read, so that due dates may be too late.</numerusform>
            <numerusform>When the findings of %Ln repositories of %1 were first seen could not be read, so that due dates may be too late.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Of %1, the reports of %Ln images could not be read, or not all of their lines.</source>
        <comment>Of %1, the report of %Ln image could not be read, or not all of its lines.</comment>
        <translation>
            <numerusform>Of %1, the report of %Ln image could not be read, or not all of its lines.</numerusform>
            <numerusform>Of %1, the reports of %Ln images could not be read, or not all of their lines.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln decisions are dated in the future and are not in force yet. Check the clock of this machine.</source>
        <comment>%Ln decision is dated in the future and is not in force yet. Check the clock of this machine.</comment>
        <translation>
            <numerusform>%Ln decision is dated in the future and is not in force yet. Check the clock of this machine.</numerusform>
            <numerusform>%Ln decisions are dated in the future and are not in force yet. Check the clock of this machine.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::CveView</name>
    <message numerus="yes">
        <source>%Ln images</source>
        <translation>
            <numerusform>%Ln image</numerusform>
            <numerusform>%Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln repositories</source>
        <translation>
            <numerusform>%Ln repository</numerusform>
            <numerusform>%Ln repositories</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln packages</source>
        <translation>
            <numerusform>%Ln package</numerusform>
            <numerusform>%Ln packages</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln findings, %1 with a fix</source>
        <translation>
            <numerusform>%Ln finding, %1 with a fix</numerusform>
            <numerusform>%Ln findings, %1 with a fix</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Searched: %Ln images of %1, %2 of them with a report, read %3.</source>
        <translation>
            <numerusform>Searched: %Ln image of %1, %2 of them with a report, read %3.</numerusform>
            <numerusform>Searched: %Ln images of %1, %2 of them with a report, read %3.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n registries were not searched.</source>
        <translation>
            <numerusform>%Ln registry was not searched.</numerusform>
            <numerusform>%Ln registries were not searched.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln images, %1 with a report, %2 not scanned, %3 failed</source>
        <translation>
            <numerusform>%Ln image, %1 with a report, %2 not scanned, %3 failed</numerusform>
            <numerusform>%Ln images, %1 with a report, %2 not scanned, %3 failed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::FindingsDesk</name>
    <message numerus="yes">
        <source>%n decisions withdrawn.</source>
        <translation>
            <numerusform>%Ln decision withdrawn.</numerusform>
            <numerusform>%Ln decisions withdrawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decisions made: %1.</source>
        <translation>
            <numerusform>%Ln decision made: %1.</numerusform>
            <numerusform>%Ln decisions made: %1.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>from %n registries: %1</source>
        <translation>
            <numerusform>from %Ln registry: %1</numerusform>
            <numerusform>from %Ln registries: %1</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::RequestList</name>
    <message numerus="yes">
        <source>again in %n s</source>
        <translation>
            <numerusform>again in %Ln s</numerusform>
            <numerusform>again in %Ln s</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::StorageRows</name>
    <message numerus="yes">
        <source>%n projects use %1</source>
        <translation>
            <numerusform>%Ln project uses %1</numerusform>
            <numerusform>%Ln projects use %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n without a limit</source>
        <translation>
            <numerusform>%Ln without a limit</numerusform>
            <numerusform>%Ln without a limit</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n full</source>
        <translation>
            <numerusform>%Ln full</numerusform>
            <numerusform>%Ln full</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n above 90 %</source>
        <translation>
            <numerusform>%Ln above 90 %</numerusform>
            <numerusform>%Ln above 90 %</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::StoreRoom</name>
    <message numerus="yes">
        <source>%Ln reports dropped</source>
        <translation>
            <numerusform>%Ln report dropped</numerusform>
            <numerusform>%Ln reports dropped</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports of images that are not seen any more were dropped; the store holds %1.</source>
        <translation>
            <numerusform>%Ln report of an image that is not seen any more was dropped; the store holds %1.</numerusform>
            <numerusform>%Ln reports of images that are not seen any more were dropped; the store holds %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SyncJobs</name>
    <message numerus="yes">
        <source>%Ln new images</source>
        <translation>
            <numerusform>%Ln new image</numerusform>
            <numerusform>%Ln new images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln pushed again</source>
        <translation>
            <numerusform>%Ln pushed again</numerusform>
            <numerusform>%Ln pushed again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln not seen any more</source>
        <translation>
            <numerusform>%Ln not seen any more</numerusform>
            <numerusform>%Ln not seen any more</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports with %1 findings</source>
        <translation>
            <numerusform>%Ln report with %1 findings</numerusform>
            <numerusform>%Ln reports with %1 findings</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln audit entries</source>
        <translation>
            <numerusform>%Ln audit entry</numerusform>
            <numerusform>%Ln audit entries</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Nothing new in %Ln images</source>
        <translation>
            <numerusform>Nothing new in %Ln image</numerusform>
            <numerusform>Nothing new in %Ln images</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln scans failed</source>
        <translation>
            <numerusform>%Ln scan failed</numerusform>
            <numerusform>%Ln scans failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports could not be read and are asked for again</source>
        <translation>
            <numerusform>%Ln report could not be read and is asked for again</numerusform>
            <numerusform>%Ln reports could not be read and are asked for again</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln projects refused: %1</source>
        <translation>
            <numerusform>%Ln project refused: %1</numerusform>
            <numerusform>%Ln projects refused: %1</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln reports could not be read, or not all of their lines</source>
        <translation>
            <numerusform>%Ln report could not be read, or not all of its lines</numerusform>
            <numerusform>%Ln reports could not be read, or not all of their lines</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%Ln audit entries could not be read</source>
        <translation>
            <numerusform>%Ln audit entry could not be read</numerusform>
            <numerusform>%Ln audit entries could not be read</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::SystemWords</name>
    <message numerus="yes">
        <source>its own, %n entries</source>
        <translation>
            <numerusform>its own, %Ln entry</numerusform>
            <numerusform>its own, %Ln entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::TrendsView</name>
    <message numerus="yes">
        <source>History begins on %1. %n days with a reading are shown.</source>
        <translation>
            <numerusform>History begins on %1. %Ln day with a reading is shown.</numerusform>
            <numerusform>History begins on %1. %Ln days with a reading are shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%1 on average, half within %2, of %Ln issues</source>
        <translation>
            <numerusform>%1 on average, half within %2, of %Ln issue</numerusform>
            <numerusform>%1 on average, half within %2, of %Ln issues</numerusform>
        </translation>
    </message>
</context>
</TS>
