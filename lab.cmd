@echo off
rem S2S Lab on Windows. Like the script lab, builds the program if it is out of date, then starts the command line in Java.
setlocal
set "root=%~dp0"
set "root=%root:~0,-1%"
set "target=%root%\target"
set "jar=%root%\scenarios\cli\target\s2slab.jar"
rem The existence of this file means that classes were compiled without the static analysis.
set "quick=%target%\lab.quick"
set "java=java.exe"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java.exe"
set "version=0"
rem The output of java goes to a file, because a command inside of for would need escaped quotes and signs.
set "said=%TEMP%\s2slab-java-%RANDOM%.txt"
"%java%" -version >"%said%" 2>&1
for /f "usebackq tokens=2,3" %%a in ("%said%") do if "%%a"=="version" set "version=%%~b"
del "%said%"
for /f "delims=.-+" %%v in ("%version%") do set "version=%%v"
if %version% LSS 17 (
  echo S2S Lab needs a JDK 17 or later: java on the PATH, or JAVA_HOME. Type:  winget install Microsoft.OpenJDK.21 >&2
  exit /b 2
)
if "%~1"=="test" goto test
if "%~1"=="bench" (
  echo The benchmarks run on Linux only. >&2
  exit /b 2
)
if "%~1"=="image" (
  echo The image is built on Linux only. >&2
  exit /b 2
)
if "%~1"=="clients" (
  echo The board of clients runs on Debian only. >&2
  exit /b 2
)

rem In a copied checkout, the arguments contain the path of the original. Another JDK cannot use the class archive.
set "mark="
if exist "%target%\lab.args" set /p mark=<"%target%\lab.args"
if not "%mark%"=="# %root% %java%" goto build
if not exist "%target%\libraries\" goto build
if not exist "%jar%" goto build
"%java%" -cp "%jar%" org.s2slab.launch.BuildCheck "%root%" "%target%\lab.stamp"
if errorlevel 1 goto build

:run
rem A drill runs for a minute under load, so the optimizing compiler saves time.
set "better="
if "%~1"=="drill" set "better=-XX:TieredStopAtLevel=4"
"%java%" "@%target%\native.args" "@%target%\lab.args" %better% org.s2slab.cli.LabCommand %*
exit /b %errorlevel%

:build
call :need_maven
if errorlevel 1 exit /b 2
call :alone :build_locked
if errorlevel 1 exit /b 2
goto run

rem Compiles the main code without the static analysis, because a build with the analysis takes four times as long. The command test
rem compiles all code again with the analysis.
:build_locked
if exist "%target%\lab.args" del "%target%\lab.args"
for %%f in (libraries native) do if exist "%target%\%%f\" rmdir /s /q "%target%\%%f"
type nul >"%quick%"
rem A file that is saved while Maven runs is newer than this stamp, so the next command builds it.
type nul >"%target%\lab.stamp"
echo Building S2S Lab; the log is %target%\lab-build.log >&2
pushd "%root%"
call mvn -B -T2 package -DskipTests -Dmaven.test.skip=true -Dcyclonedx.skip=true -Derrorprone=-XDnothing >"%target%\lab-build.log" 2>&1
set "failed=%errorlevel%"
popd
if not "%failed%"=="0" (
  findstr /b /c:"[ERROR]" "%target%\lab-build.log" >&2
  echo The build failed; the whole log is %target%\lab-build.log >&2
  exit /b 2
)
"%java%" "-Ds2slab.root=%root%" -cp "%jar%" org.s2slab.launch.StartPreparation "%target%" "%root% %java%"
if errorlevel 1 exit /b 2
exit /b 0

:test
set "rest="
for /f "tokens=1,*" %%a in ("%*") do set "rest=%%b"
if "%~2"=="--help" (
  echo usage: lab test [MAVEN ARGUMENTS] >&2
  echo Runs the whole test suite, mvn verify. >&2
  exit /b 0
)
call :need_maven
if errorlevel 1 exit /b 2
call :alone :test_locked
exit /b %errorlevel%

:test_locked
cd /d "%root%"
if exist "%quick%" (
  for /d %%m in (* scenarios\*) do for %%c in (classes test-classes) do (
    if exist "%%m\target\%%c\" rmdir /s /q "%%m\target\%%c"
  )
  del "%quick%"
)
call mvn -B -T2 verify -Dcyclonedx.skip=true %rest%
exit /b %errorlevel%

:need_maven
call mvn -v >nul 2>&1
if not errorlevel 1 exit /b 0
echo S2S Lab needs Maven 3.9 or later, with mvn on the PATH: https://maven.apache.org/download.cgi >&2
exit /b 2

rem Only one command may build at a time. Windows opens a file for one writer only, and closes the file when the process ends.
:alone
if not exist "%target%\" mkdir "%target%"
set "locked="
9>"%target%\lab.lock" (
  set "locked=yes"
  call %1
)
if defined locked exit /b %errorlevel%
echo Another command builds S2S Lab. Try again when it has ended. >&2
exit /b 2
