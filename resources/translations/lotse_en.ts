<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>AccountConnection</name>
    <message numerus="yes">
        <source>Trusts %n certificates of its own alone.</source>
        <translation>
            <numerusform>Trusts %n certificate of its own alone.</numerusform>
            <numerusform>Trusts %n certificates of its own alone.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AccountsPage</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%n registry</numerusform>
            <numerusform>%n registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>AllPage</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%n registry</numerusform>
            <numerusform>%n registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ArtifactHead</name>
    <message numerus="yes">
        <source>and %n more</source>
        <translation>
            <numerusform>and %n more</numerusform>
            <numerusform>and %n more</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>CodeView</name>
    <message numerus="yes">
        <source>%n lines</source>
        <translation>
            <numerusform>%n line</numerusform>
            <numerusform>%n lines</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FacetMenu</name>
    <message numerus="yes">
        <source>%1: %n values</source>
        <translation>
            <numerusform>%1: %n value</numerusform>
            <numerusform>%1: %n values</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FailureReason</name>
    <message numerus="yes">
        <source>What the log says of errors (%n lines)</source>
        <translation>
            <numerusform>What the log says of errors (%n line)</numerusform>
            <numerusform>What the log says of errors (%n lines)</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingCounts</name>
    <message numerus="yes">
        <source>%n scans failed</source>
        <translation>
            <numerusform>%n scan failed</numerusform>
            <numerusform>%n scans failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n images not scanned</source>
        <translation>
            <numerusform>%n image not scanned</numerusform>
            <numerusform>%n images not scanned</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>FindingImages</name>
    <message numerus="yes">
        <source>In %n images</source>
        <translation>
            <numerusform>In %n image</numerusform>
            <numerusform>In %n images</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MatrixBar</name>
    <message numerus="yes">
        <source>%n members</source>
        <translation>
            <numerusform>%n member</numerusform>
            <numerusform>%n members</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n projects</source>
        <translation>
            <numerusform>%n project</numerusform>
            <numerusform>%n projects</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewActivity</name>
    <message numerus="yes">
        <source>%n audit entries</source>
        <translation>
            <numerusform>%n audit entry</numerusform>
            <numerusform>%n audit entries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>OverviewStorage</name>
    <message numerus="yes">
        <source>%n smaller ones are left out</source>
        <translation>
            <numerusform>%n smaller one is left out</numerusform>
            <numerusform>%n smaller ones are left out</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsLook</name>
    <message numerus="yes">
        <source>Read again every %n minutes while it is shown.</source>
        <translation>
            <numerusform>Read again every %n minute while it is shown.</numerusform>
            <numerusform>Read again every %n minutes while it is shown.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>What is new is read into the local store every %n minutes, and after each sign-in.</source>
        <translation>
            <numerusform>What is new is read into the local store every %n minute, and after each sign-in.</numerusform>
            <numerusform>What is new is read into the local store every %n minutes, and after each sign-in.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>StatusBar</name>
    <message numerus="yes">
        <source>%n registries</source>
        <translation>
            <numerusform>%n registry</numerusform>
            <numerusform>%n registries</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableFoot</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableMenu</name>
    <message numerus="yes">
        <source>Copy %n rows</source>
        <translation>
            <numerusform>Copy %n row</numerusform>
            <numerusform>Copy %n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TableStates</name>
    <message numerus="yes">
        <source>%n rows are loaded; none of them has this text.</source>
        <translation>
            <numerusform>%n row is loaded; it does not have this text.</numerusform>
            <numerusform>%n rows are loaded; none of them has this text.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkbenchPage</name>
    <message numerus="yes">
        <source>%n rows</source>
        <translation>
            <numerusform>%n row</numerusform>
            <numerusform>%n rows</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>WorkbenchSelection</name>
    <message numerus="yes">
        <source>%n rows selected</source>
        <translation>
            <numerusform>%n row selected</numerusform>
            <numerusform>%n rows selected</numerusform>
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
            <numerusform>%n registry was not searched.</numerusform>
            <numerusform>%n registries were not searched.</numerusform>
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
            <numerusform>%n decision withdrawn.</numerusform>
            <numerusform>%n decisions withdrawn.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n decisions made: %1.</source>
        <translation>
            <numerusform>%n decision made: %1.</numerusform>
            <numerusform>%n decisions made: %1.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>lotse::ui::RequestList</name>
    <message numerus="yes">
        <source>again in %n s</source>
        <translation>
            <numerusform>again in %n s</numerusform>
            <numerusform>again in %n s</numerusform>
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
</context>
<context>
    <name>lotse::ui::TrendsView</name>
    <message numerus="yes">
        <source>History begins on %1. %n days with a reading are shown.</source>
        <translation>
            <numerusform>History begins on %1. %n day with a reading is shown.</numerusform>
            <numerusform>History begins on %1. %n days with a reading are shown.</numerusform>
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
